import { LEVELS, type RollupLevel } from '../../rollup/domain/rollup-level.js';

const UNITS_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

export const WINDOW = /^([1-9]\d{0,4})([smhdw])$/;
/** 1970-01-05, a Monday, which weeks begin on. */
const MONDAY_MS = 4 * 86_400_000;

/** The length of the buckets of an answer, and where they are counted from, in milliseconds. */
export interface AggregateWindow {
  readonly sizeMs: number;
  readonly originMs: number;
}

/** @param text matches WINDOW, such as `15m` */
export function aggregateWindow(text: string): AggregateWindow {
  const [, count, unit] = WINDOW.exec(text) ?? [];
  const sizeMs = Number(count) * (UNITS_MS[unit ?? ''] ?? NaN);
  return { sizeMs, originMs: sizeMs % 604_800_000 === 0 ? MONDAY_MS : 0 };
}

/** Beginning of the bucket that an instant is in. */
export function bucketOf(at: number, { sizeMs, originMs }: AggregateWindow): number {
  return Math.floor((at - originMs) / sizeMs) * sizeMs + originMs;
}

/** The rollups whose buckets never lie across the border of two windows, the coarsest first. */
export function levelsWithin({ sizeMs }: AggregateWindow): RollupLevel[] {
  return LEVELS.filter((level) => sizeMs % level.sizeMs === 0);
}
