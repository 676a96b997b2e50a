import type { SeriesBatch } from './series-batch.js';

/** A series with samples of it, at least one. */
export interface StoredSeries extends SeriesBatch {
  readonly seriesId: number;
}
