import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { DAYS, HOURS, MINUTES, type RollupLevel } from './domain/rollup-level.js';
import { ROLL_UP_SAMPLES, rollUp } from './rollup-statements.js';

/** A stretch of a series, in milliseconds since 1970; `until` is excluded. */
export interface SeriesStretch {
  readonly seriesId: number;
  readonly from: number;
  readonly until: number;
}

const HOURS_OF_MINUTES = rollUp(MINUTES, HOURS);
const DAYS_OF_HOURS = rollUp(HOURS, DAYS);

/** Computes rollups anew from what is stored now. */
@Injectable()
export class RollupTable {
  constructor(private readonly database: Database) {}

  /**
   * Makes the minutes of these stretches, and the hours and days that they touch, as far as those end by `over`. Needs a
   * transaction that has the makers' lock.
   * @param stretches whole minutes each
   */
  async make(stretches: readonly SeriesStretch[], over: number): Promise<void> {
    await this.run(ROLL_UP_SAMPLES, stretches);
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
