import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { binaryArray } from './binary-arrays.js';
import { samplesAt } from './samples.js';
import type { StoredSeries } from './stored-series.js';

export interface Added {
  /** The series with their samples that were new; those without any are left out. */
  readonly fresh: readonly StoredSeries[];
  /** Up to when rollups are made or being made, in milliseconds since 1970. */
  readonly closing: number;
}

interface Row {
  readonly closing: number;
  /** How many were new. */
  readonly count: number;
  readonly seriesId: number | null;
  readonly at: number;
}

/** The bulk door into the table of samples. */
@Injectable()
export class SampleTable {
  constructor(private readonly database: Database) {}

  /**
   * Stores the samples whose series has none of that instant yet. Needs a transaction.
   * @param series by rising id: the order in which their samples are locked
   */
  async add(series: readonly StoredSeries[]): Promise<Added> {
    const ids = series.map(({ seriesId, samples }) => new Array<number>(samples.at.length).fill(seriesId));
    const rows = await this.database.query<Row>(
      'SELECT closing, count, series_id AS "seriesId", at FROM store_samples($1, $2, $3, $4)',
      [
        binaryArray.int8(ids),
        binaryArray.timestamptz(series.map(({ samples }) => samples.at)),
        binaryArray.float8(series.map(({ samples }) => samples.value)),
        binaryArray.float4(series.map(({ samples }) => samples.quality)),
      ],
    );
    const [first] = rows;
    if (!first) throw new Error('store_samples gave no row');
    // The rows tell which were new only when not all of them were.
    const fresh = first.count === totalOf(series) ? series : onlyNew(series, rows);
    return { fresh, closing: first.closing };
  }
}

function onlyNew(series: readonly StoredSeries[], rows: readonly Row[]): StoredSeries[] {
  const added = new Set(rows.map(({ seriesId, at }) => `${seriesId}@${at}`));
  return series.flatMap((one) => {
    const { at } = one.samples;
    const fresh = [...at.keys()].filter((row) => added.has(`${one.seriesId}@${at[row]}`));
    return fresh.length > 0 ? [{ ...one, samples: samplesAt(one.samples, fresh) }] : [];
  });
}

function totalOf(series: readonly StoredSeries[]): number {
  return series.reduce((sum, { samples }) => sum + samples.at.length, 0);
}
