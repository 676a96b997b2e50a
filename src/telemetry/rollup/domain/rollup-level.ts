/** A rollup: its table, and the length of its buckets in milliseconds. */
export interface RollupLevel {
  readonly table: 'rollup_1m' | 'rollup_1h' | 'rollup_1d';
  readonly sizeMs: number;
}

export const MINUTES: RollupLevel = { table: 'rollup_1m', sizeMs: 60_000 };
export const HOURS: RollupLevel = { table: 'rollup_1h', sizeMs: 3_600_000 };
export const DAYS: RollupLevel = { table: 'rollup_1d', sizeMs: 86_400_000 };

/** Every rollup, the coarsest first. Each one's buckets are whole buckets of the next. */
export const LEVELS: readonly RollupLevel[] = [DAYS, HOURS, MINUTES];

/** What is marked dirty: whole minutes, and a whole part of an hour. */
export const SPAN_MS = 600_000;
