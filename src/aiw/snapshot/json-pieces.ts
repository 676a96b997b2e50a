import type { TwinAndAsset } from '../../twin/messages/twins-snapshot.query.js';

/** The JSON text of a list that comes some at a time, piece by piece. */
export async function* listPieces(batches: AsyncIterable<readonly object[]>): AsyncGenerator<string, void> {
  let before = '[';
  for await (const batch of batches) {
    if (batch.length === 0) continue;
    yield before + batch.map((item) => JSON.stringify(item)).join(',');
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}

/** The JSON text of twins, each with its assets inside, from rows by twin and asset. */
export async function* twinPieces(batches: AsyncIterable<readonly TwinAndAsset[]>): AsyncGenerator<string, void> {
  let twin: string | undefined;
  let before = '';
  yield '[';
  for await (const batch of batches) {
    let text = '';
    for (const { twin_id, created_at, asset } of batch) {
      if (twin_id !== twin) {
        if (twin !== undefined) text += ']},';
        text += `{"twin_id":${JSON.stringify(twin_id)},"created_at":${JSON.stringify(created_at)},"assets":[`;
        [twin, before] = [twin_id, ''];
      }
      if (!asset) continue;
      text += before + JSON.stringify(asset);
      before = ',';
    }
    yield text;
  }
  yield twin === undefined ? ']' : ']}]';
}
