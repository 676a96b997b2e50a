import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Stretch } from './domain/cover.js';
import { DAYS, HOURS, MINUTES, type RollupLevel } from './domain/rollup-level.js';
import { ROLL_UP_SAMPLES, ROLL_UP_TIME, rollUp } from './rollup-statements.js';

/** A stretch of a series, in milliseconds since 1970; `until` is excluded. */
export interface SeriesStretch extends Stretch {
  readonly seriesId: number;
}

/**
 * Lets a statement find samples by the blocks that the index of times (BRIN) leaves. While statistics lag behind what comes
 * in, the planner takes it for useless and reads whole tables, or each sample by itself.
 */
const BY_BLOCKS = `SELECT set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true),
  set_config('enable_indexonlyscan', 'off', true)`;
const HOURS_OF_MINUTES = rollUp(MINUTES, HOURS);
const DAYS_OF_HOURS = rollUp(HOURS, DAYS);

/** Computes rollups anew from what is stored now. */
@Injectable()
export class RollupTable {
  constructor(private readonly database: Database) {}

  /** Makes the minutes of all series in a stretch of whole minutes. Needs a transaction that has the makers' lock. */
  async makeMinutes({ from, until }: Stretch): Promise<void> {
    await this.database.query(BY_BLOCKS);
    await this.database.execute(ROLL_UP_TIME, [from, until]);
  }

  /**
   * Makes the minutes of these stretches, and the hours and days that they touch, as far as those end by `over`. Needs a
   * transaction that has the makers' lock.
   * @param stretches whole minutes each
   */
  async make(stretches: readonly SeriesStretch[], over: number): Promise<void> {
    await this.run(ROLL_UP_SAMPLES, stretches);
    await this.makeCoarser(stretches, over);
  }

  /** Makes the hours and days that the stretches touch and that end by `over`, of minutes that are made. */
  async makeCoarser(stretches: readonly SeriesStretch[], over: number): Promise<void> {
    await this.run(HOURS_OF_MINUTES, buckets(stretches, HOURS, over));
    await this.run(DAYS_OF_HOURS, buckets(stretches, DAYS, over));
  }

  private async run(statement: string, units: readonly SeriesStretch[]): Promise<void> {
    if (units.length === 0) return;
    await this.database.execute(statement, [
      units.map((unit) => unit.seriesId),
      units.map((unit) => unit.from),
      units.map((unit) => unit.until),
      units.reduce((least, unit) => Math.min(least, unit.from), Infinity),
      units.reduce((most, unit) => Math.max(most, unit.until), 0),
    ]);
  }
}

/** The buckets of a level that the stretches touch and that are over, each once. */
function buckets(stretches: readonly SeriesStretch[], { sizeMs }: RollupLevel, over: number): SeriesStretch[] {
  const found = new Map<string, SeriesStretch>();
  for (const { seriesId, from, until } of stretches) {
    for (let at = Math.floor(from / sizeMs) * sizeMs; at < until && at + sizeMs <= over; at += sizeMs)
      found.set(`${seriesId}@${at}`, { seriesId, from: at, until: at + sizeMs });
  }
  return [...found.values()];
}
