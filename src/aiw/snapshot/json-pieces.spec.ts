import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TwinAndAsset } from '../../twin/messages/twins-snapshot.query.js';
import { listPieces, twinPieces } from './json-pieces.js';

async function* batches<T>(all: readonly T[], size: number): AsyncGenerator<T[], void> {
  for (let i = 0; i < all.length; i += size) yield await Promise.resolve(all.slice(i, i + size));
}

async function parsed(pieces: AsyncIterable<string>): Promise<unknown> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return JSON.parse(text);
}

const size = fc.integer({ min: 1, max: 4 });

describe('listPieces', () => {
  it('are the list, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ a: fc.string() })), size, async (list, cut) => {
        expect(await parsed(listPieces(batches(list, cut)))).toEqual(list);
      }),
    );
  });
});

describe('twinPieces', () => {
  it('put the assets into their twins, however the rows are cut', async () => {
    const estate = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(estate, size, async (counts, cut) => {
        const twins = counts.map((count, i) => ({
          twin_id: `t${i}`,
          created_at: '2026-11-20T05:00:00.000Z',
          assets: Array.from({ length: count }, (_, j) => assetOf(`t${i}`, `a${j}`)),
        }));
        const rows = twins.flatMap(({ assets, ...twin }): TwinAndAsset[] =>
          assets.length === 0 ? [{ ...twin, asset: null }] : assets.map((asset) => ({ ...twin, asset })),
        );
        expect(await parsed(twinPieces(batches(rows, cut)))).toEqual(twins);
      }),
    );
  });
});

function assetOf(twin_id: string, asset_id: string) {
  return { twin_id, asset_id, reported: { t: 1.5 }, reported_at: null, desired: {}, version: 0 };
}
