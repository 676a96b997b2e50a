import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { RollupState, Stretch } from './domain/cover.js';
import { SPAN_MS } from './domain/rollup-level.js';

/** With more dirty spans than this, as while history comes in, the samples are read instead of going around them all. */
const DIRTY_LIMIT = 20_000;
const NOTHING_MADE: RollupState = { done: 0, dirty: [] };

/** What of the rollups may be believed, at the moment of the snapshot in progress. */
@Injectable()
export class RollupStates {
  constructor(private readonly database: Database) {}

  /** @returns the state of each of the series, as far as it matters for the stretch */
  async of(seriesIds: readonly number[], { from, until }: Stretch): Promise<(seriesId: number) => RollupState> {
    const progress = await this.database.first<{ done: number }>(
      `SELECT date_part('epoch', done) * 1000 AS done FROM rollup_progress`,
    );
    const dirty = await this.database.query<{ seriesId: number; span: number }>(
      `SELECT DISTINCT series_id AS "seriesId", date_part('epoch', span) * 1000 AS span FROM rollup_dirty
       WHERE series_id = ANY($1::bigint[])
         AND span > to_timestamp($2::float8 / 1000) AND span < to_timestamp($3::float8 / 1000) LIMIT $4`,
      [seriesIds, from - SPAN_MS, until, DIRTY_LIMIT + 1],
    );
    if (!progress || dirty.length > DIRTY_LIMIT) return () => NOTHING_MADE;
    const { done } = progress;
    const states = new Map<number, RollupState & { readonly dirty: number[] }>();
    for (const { seriesId, span } of dirty) {
      const state = states.get(seriesId);
      if (state) state.dirty.push(span);
      else states.set(seriesId, { done, dirty: [span] });
    }
    return (seriesId) => states.get(seriesId) ?? { done, dirty: [] };
  }
}
