import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cover, type Piece } from './cover.js';
import { DAYS, HOURS, LEVELS, MINUTES, SPAN_MS } from './rollup-level.js';

const DAY = DAYS.sizeMs;
const HOUR = HOURS.sizeMs;
const MINUTE = MINUTES.sizeMs;

function shown(pieces: readonly Piece[]): [string, number, number][] {
  return pieces.map(({ level, from, until }) => [level?.table ?? 'sample', from / MINUTE, until / MINUTE]);
}

describe('cover', () => {
  it('takes days, with hours, minutes and samples at the edges', () => {
    const stretch = { from: DAY - HOUR - 90_000, until: 3 * DAY + 2 * HOUR };
    expect(shown(cover(stretch, LEVELS, { done: 3 * DAY + HOUR + SPAN_MS, dirty: [] }))).toEqual([
      ['sample', 1378.5, 1379],
      ['rollup_1m', 1379, 1380],
      ['rollup_1h', 1380, 1440],
      ['rollup_1d', 1440, 4320],
      ['rollup_1h', 4320, 4380],
      ['rollup_1m', 4380, 4390],
      ['sample', 4390, 4440],
    ]);
  });

  it('goes around what is dirty, as little as can be', () => {
    const pieces = cover({ from: 0, until: 3 * DAY }, LEVELS, { done: 9 * DAY, dirty: [DAY + HOUR + SPAN_MS] });
    expect(shown(pieces)).toEqual([
      ['rollup_1d', 0, 1440],
      ['rollup_1h', 1440, 1500],
      ['rollup_1m', 1500, 1510],
      ['sample', 1510, 1520],
      ['rollup_1m', 1520, 1560],
      ['rollup_1h', 1560, 2880],
      ['rollup_1d', 2880, 4320],
    ]);
  });

  it('holds every instant once, and believes only what is whole, made and clean', () => {
    const instant = fc.integer({ min: 0, max: 4 * DAY });
    const spans = fc.uniqueArray(fc.integer({ min: 0, max: 600 }).map((n) => n * SPAN_MS));
    fc.assert(
      fc.property(instant, instant, instant, spans, fc.subarray([...LEVELS]), (a, b, end, dirty, levels) => {
        const [from, until] = [Math.min(a, b), Math.max(a, b)];
        const done = Math.floor(end / SPAN_MS) * SPAN_MS;
        const pieces = cover({ from, until }, levels, { done, dirty });
        expect(pieces.reduce((sum, piece) => sum + piece.until - piece.from, 0)).toBe(until - from);
        pieces.forEach((piece, i) => {
          expect(piece.from).toBe(i === 0 ? from : pieces[i - 1]?.until);
          if (!piece.level) return;
          expect([piece.from % piece.level.sizeMs, piece.until % piece.level.sizeMs]).toEqual([0, 0]);
          expect(piece.until).toBeLessThanOrEqual(done);
          expect(dirty.some((span) => span < piece.until && span + SPAN_MS > piece.from)).toBe(false);
        });
      }),
    );
  });
});
