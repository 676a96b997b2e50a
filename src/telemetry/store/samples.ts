import type { Operation } from '../../platform/event-log/operation.js';

/** Samples of one series in columns, which cost much less than an object for each; row i is one sample. */
export interface Samples {
  /** Milliseconds since 1970, rising: each instant once. */
  readonly at: readonly number[];
  readonly value: readonly number[];
  /** 0–1. */
  readonly quality: readonly number[];
  /** On whose behalf each came. */
  readonly sender: readonly Operation[];
}

/** The samples of some rows, in the order of `rows`. */
export function samplesAt({ at, value, quality, sender }: Samples, rows: readonly number[]): Samples {
  const of = <T>(column: readonly T[]): T[] => rows.map((row) => column[row] as T);
  return { at: of(at), value: of(value), quality: of(quality), sender: of(sender) };
}

/** Samples in time order. Of several of one instant the first to come counts, as it would had they come one by one. */
export function inTimeOrder(samples: Samples): Samples {
  const { at } = samples;
  if (rises(at)) return samples;
  const rows = [...at.keys()].sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0) || a - b);
  return samplesAt(
    samples,
    rows.filter((row, i) => i === 0 || at[rows[i - 1] ?? 0] !== at[row]),
  );
}

function rises(at: readonly number[]): boolean {
  for (let i = 1; i < at.length; i++) if ((at[i - 1] ?? 0) >= (at[i] ?? 0)) return false;
  return true;
}
