import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { HOURS, MINUTES, SPAN_MS } from './domain/rollup-level.js';
import { RollupTable } from './rollup-table.js';

/** Writers wait behind whoever moves the end of the rollups on, who waits for those that write: past this it gives way. */
const GATE_TIMEOUT_MS = 500;
/** Samples have this long to come in after their minute is over, before they are late. */
const GRACE_MS = 60_000;
/** What is caught up at once after a longer rest. */
const CATCH_UP_MS = 6 * SPAN_MS;
/** For the bins of a minute of all series, some 200 bytes each. */
const WORK_MEMORY = '32MB';
const SERIES_TOGETHER = 200;
const MARKS_TOGETHER = 1000;

interface Progress {
  readonly closing: number;
  readonly done: number;
}

/**
 * Makes rollups: moves their end on, minute by minute, and makes those anew that late samples made dirty. Each transaction
 * that computes takes one lock, so that no process overwrites a rollup with one computed from an older state.
 */
@Injectable()
export class RollupMaker {
  constructor(
    private readonly database: Database,
    private readonly table: RollupTable,
  ) {}

  /**
   * Moves the end of the rollups on towards `now` (milliseconds since 1970), by up to ten minutes, or by an hour where
   * there is more to catch up.
   * @param stopping asked between two transactions; what is not made by then is made the next time
   * @returns whether there may be more to do
   */
  async advance(now: number, stopping: () => boolean = () => false): Promise<boolean> {
    const { closing, done } = await this.progress();
    const over = Math.floor((now - GRACE_MS) / MINUTES.sizeMs) * MINUTES.sizeMs;
    if (closing <= done && over <= done) return false;
    const step = over - done > CATCH_UP_MS ? CATCH_UP_MS : SPAN_MS;
    // A closing that is ahead of what is done is one at which a process was ended.
    const end = closing > done ? closing : Math.min(over, done + step);
    await this.close(end);
    for (let from = done; from < end; from += MINUTES.sizeMs) {
      if (stopping()) return true;
      await this.computing(() => this.table.makeMinutes({ from, until: from + MINUTES.sizeMs }));
    }
    if (Math.floor(end / HOURS.sizeMs) > Math.floor(done / HOURS.sizeMs)) {
      for (let last = 0; ;) {
        if (stopping()) return true;
        const next = await this.makeCoarser(last, done, end);
        if (next === undefined) break;
        last = next;
      }
    }
    await this.database.execute('UPDATE rollup_progress SET done = greatest(done, to_timestamp($1::float8 / 1000))', [
      end,
    ]);
    return true;
  }

  /** Makes some of the dirty spans anew, the longest marked first. @returns whether there may be more of them */
  settle(): Promise<boolean> {
    return this.computing(async () => {
      const marks = await this.database.query<{ id: number; seriesId: number; span: number }>(
        `SELECT id, series_id AS "seriesId", date_part('epoch', span) * 1000 AS span FROM rollup_dirty
         ORDER BY id LIMIT ${MARKS_TOGETHER}`,
      );
      if (marks.length === 0) return false;
      const spans = new Map(marks.map(({ seriesId, span }) => [`${seriesId}@${span}`, { seriesId, span }]));
      // An hour that is being closed at this moment may have been made from what this makes anew.
      const { closing } = await this.progress();
      // Whoever marked a span has committed its samples with it, and this statement comes later: it sees them.
      await this.table.make(
        [...spans.values()].map(({ seriesId, span }) => ({ seriesId, from: span, until: span + SPAN_MS })),
        closing,
      );
      await this.database.execute('DELETE FROM rollup_dirty WHERE id = ANY($1::bigint[])', [marks.map(({ id }) => id)]);
      return marks.length === MARKS_TOGETHER;
    });
  }

  /** From its commit on, every writer marks what it adds before `end`; those that did not have committed by then. */
  private async close(end: number): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.execute(`SET LOCAL lock_timeout = ${GATE_TIMEOUT_MS}`);
      await this.database.query(`SELECT pg_advisory_xact_lock(hashtextextended('rollup-gate', 0))`);
      await this.database.execute(
        'UPDATE rollup_progress SET closing = greatest(closing, to_timestamp($1::float8 / 1000))',
        [end],
      );
    });
  }

  /** Makes the hours and days of some series. @returns the last of them, by which to go on */
  private makeCoarser(after: number, from: number, until: number): Promise<number | undefined> {
    return this.computing(async () => {
      const rows = await this.database.query<{ id: number }>(
        `SELECT id FROM series WHERE id > $1 ORDER BY id LIMIT ${SERIES_TOGETHER}`,
        [after],
      );
      await this.table.makeCoarser(
        rows.map(({ id }) => ({ seriesId: id, from, until })),
        until,
      );
      return rows.at(-1)?.id;
    });
  }

  private computing<T>(work: () => Promise<T>): Promise<T> {
    return this.database.transaction(async () => {
      await this.database.query(`SELECT pg_advisory_xact_lock(hashtextextended('rollups', 0))`);
      await this.database.execute('SET LOCAL jit = off');
      await this.database.execute(`SET LOCAL work_mem = '${WORK_MEMORY}'`);
      return work();
    });
  }

  private async progress(): Promise<Progress> {
    const row = await this.database.first<Progress>(
      `SELECT date_part('epoch', closing) * 1000 AS closing, date_part('epoch', done) * 1000 AS done
       FROM rollup_progress`,
    );
    if (!row) throw new Error('The progress of the rollups is not there');
    return row;
  }
}
