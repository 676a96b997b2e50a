/** One bucket of a series; `at` is its beginning, in milliseconds since 1970. */
export interface AggregateBucket {
  readonly seriesId: number;
  readonly at: number;
  readonly count: number;
  /** Null for the standard deviation of a single sample. */
  readonly value: number | null;
}
