import { SPAN_MS, type RollupLevel } from './rollup-level.js';

/** A stretch of one series to be read from a rollup, or from the samples; milliseconds since 1970, `until` excluded. */
export interface Piece {
  readonly level: RollupLevel | undefined;
  readonly from: number;
  readonly until: number;
}

export interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** What of a series' rollups may be believed. */
export interface RollupState {
  /** Rollups are made up to here. */
  readonly done: number;
  /** Beginnings of the series' dirty spans. */
  readonly dirty: readonly number[];
}

/**
 * Cuts a stretch into the fewest pieces that together hold each of its samples exactly once: the coarsest rollup where
 * whole buckets of it are made and clean, finer ones at their edges and in what is dirty, the samples in the rest.
 * @param levels the rollups that may be used, the coarsest first
 */
export function cover(stretch: Stretch, levels: readonly RollupLevel[], state: RollupState): Piece[] {
  const [level, ...finer] = levels;
  if (stretch.from >= stretch.until) return [];
  if (!level) return [{ level: undefined, ...stretch }];
  const { sizeMs } = level;
  const first = Math.ceil(stretch.from / sizeMs) * sizeMs;
  const end = Math.floor(Math.min(stretch.until, state.done) / sizeMs) * sizeMs;
  if (first >= end) return cover(stretch, finer, state);
  const pieces: Piece[] = [];
  let at = stretch.from;
  for (const clean of cleanRuns({ from: first, until: end }, sizeMs, state.dirty)) {
    pieces.push(...cover({ from: at, until: clean.from }, finer, state), { level, ...clean });
    at = clean.until;
  }
  pieces.push(...cover({ from: at, until: stretch.until }, finer, state));
  return pieces;
}

/** The runs of buckets without anything dirty in them. */
function cleanRuns({ from, until }: Stretch, sizeMs: number, dirty: readonly number[]): Stretch[] {
  const runs: Stretch[] = [];
  let at = from;
  for (const span of [...dirty].sort((a, b) => a - b)) {
    const begin = Math.floor(span / sizeMs) * sizeMs;
    const end = Math.ceil((span + SPAN_MS) / sizeMs) * sizeMs;
    if (end <= at) continue;
    if (begin >= until) break;
    if (begin > at) runs.push({ from: at, until: begin });
    at = end;
  }
  if (at < until) runs.push({ from: at, until });
  return runs;
}
