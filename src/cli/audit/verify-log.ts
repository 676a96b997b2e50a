import { getJson, type GetOptions } from '../client/get-json.js';

/** Events in one request: a second or two of work, so that no proxy cuts the answer off. */
const STRETCH = 100_000;
const CURSOR_WIDTH = 16;

export interface Verdict {
  readonly ok: boolean;
  /** Cursor of the first event that was to be checked. */
  readonly from: string;
  /** Cursor of the last event that was found good, or was to be. */
  readonly to: string;
  readonly checked: number;
  readonly head_hash: string;
  readonly first_break?: string;
  readonly reason?: string;
}

/** Which events to check, by their cursors, both included. */
export interface Range {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * Has the server check a range in stretches, each chained to the event before it, which the one before has checked.
 * @param onProgress called after each stretch with the events checked, and with how many there are in all
 * @throws RefusedError when the range is not one of this log
 */
export async function verifyLog(
  server: GetOptions,
  { from, to }: Range,
  onProgress: (checked: number, all: number) => void = () => undefined,
): Promise<Verdict> {
  const log = await getJson<{ since: string; head: string }>(server, 'diff', { limit: '1' });
  const first = Math.max(Number(from ?? '0'), Number(log.since) + 1);
  const last = Number(to ?? log.head);
  let checked = 0;
  for (let begin = from, end = first + STRETCH - 1; ; end += STRETCH) {
    // The very last stretch ends where the log does, so that its head is checked as well.
    const until = end < last ? cursor(end) : to;
    const verdict = await getJson<Verdict>(server, 'audit/verify', { from: begin, to: until });
    checked += verdict.checked;
    onProgress(checked, last - first + 1);
    if (!verdict.ok || end >= last) return { ...verdict, from: from ?? cursor(first), checked };
    begin = cursor(end + 1);
  }
}

function cursor(position: number): string {
  return String(position).padStart(CURSOR_WIDTH, '0');
}
