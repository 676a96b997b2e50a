import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { NEW_SERIES } from '../detect/domain/detector-state.js';
import { seriesKey, type SeriesBatch, type SeriesName } from './series-batch.js';

/** Entries kept in memory, some 200 bytes each; the oldest is forgotten first. */
const CAPACITY = 200_000;

type Row = SeriesName & { readonly id: number };

/** Ids of series, remembered, since every sample needs one. */
@Injectable()
export class SeriesDictionary {
  private readonly known = new Map<string, number>();

  constructor(private readonly database: Database) {}

  /** Whether all of them are remembered, so that none can have to be made. */
  knows(batches: readonly SeriesBatch[]): boolean {
    return batches.every(({ key }) => this.known.has(key));
  }

  /** Those that are not remembered, which therefore may have to be made. */
  unknown(batches: readonly SeriesBatch[]): SeriesBatch[] {
    return batches.filter(({ key }) => !this.known.has(key));
  }

  /**
   * The id of each series, made where there is none yet. Needs a transaction; remembers what it made after the commit.
   * @param batches in an order that all processes share, since making series locks them
   */
  async idsOf(batches: readonly SeriesBatch[]): Promise<number[]> {
    const ids = new Map<string, number>();
    const unknown = batches.filter(({ key }) => {
      const id = this.known.get(key);
      if (id !== undefined) ids.set(key, id);
      return id === undefined;
    });
    if (unknown.length > 0) {
      const rows = await this.find(unknown);
      const found = new Set(rows.map(seriesKey));
      const missing = unknown.filter(({ key }) => !found.has(key));
      if (missing.length > 0) rows.push(...(await this.make(missing)));
      for (const row of rows) ids.set(seriesKey(row), row.id);
      this.database.afterCommit(() => {
        this.remember(rows);
      });
    }
    return batches.map(({ key }) => {
      const id = ids.get(key);
      if (id === undefined) throw new Error('A series has no id');
      return id;
    });
  }

  private find(names: readonly SeriesName[]): Promise<Row[]> {
    return this.database.query<Row>(
      `SELECT tenant, id, twin_id AS "twinId", asset_id AS "assetId", metric FROM series
       JOIN unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS wanted (tenant, twin_id, asset_id, metric)
         USING (tenant, twin_id, asset_id, metric)`,
      columns(names),
    );
  }

  /** Another process may make the same series meanwhile: then the insert waits for it, and the second look finds it. */
  private async make(names: readonly SeriesName[]): Promise<Row[]> {
    await this.database.execute('SELECT make_series($1, $2, $3, $4, $5)', [
      ...columns(names),
      JSON.stringify(NEW_SERIES),
    ]);
    return this.find(names);
  }

  private remember(rows: readonly Row[]): void {
    for (const row of rows) this.known.set(seriesKey(row), row.id);
    for (const key of this.known.keys()) {
      if (this.known.size <= CAPACITY) break;
      this.known.delete(key);
    }
  }
}

function columns(names: readonly SeriesName[]): string[][] {
  return [
    names.map((name) => name.tenant),
    names.map((name) => name.twinId),
    names.map((name) => name.assetId),
    names.map((name) => name.metric),
  ];
}
