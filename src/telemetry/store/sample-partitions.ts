import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { isMade, sampleMonth, type SampleMonth } from './sample-months.js';

/** Months made in one transaction: each takes some locks until its end. */
const TOGETHER = 50;
/** check_violation: what an insert says for whose row there is no partition (PostgreSQL, Appendix A). */
const NO_PARTITION = '23514';

/** The months of samples that are there, remembered, so that making one costs only the first who needs it. */
@Injectable()
export class SamplePartitions {
  private readonly known = new Set<number>();

  constructor(private readonly database: Database) {}

  /** Makes the months of these instants (milliseconds since 1970) where there are none. Needs no transaction. */
  async ensure(instants: readonly number[]): Promise<void> {
    const missing = this.missing(instants);
    for (let i = 0; i < missing.length; i += TOGETHER) {
      const some = missing.slice(i, i + TOGETHER);
      await this.database.query('SELECT make_time_partitions($1::timestamptz[])', [some.map((from) => new Date(from))]);
      for (const from of some) this.known.add(from);
    }
  }

  /** Another process may have dropped months that are known here. */
  forget(): void {
    this.known.clear();
  }

  private missing(instants: readonly number[]): number[] {
    const missing = new Set<number>();
    let month: SampleMonth | undefined;
    for (const at of instants) {
      if (month && at >= month.from && at < month.until) continue;
      month = sampleMonth(at);
      if (isMade(month) && !this.known.has(month.from)) missing.add(month.from);
    }
    return [...missing];
  }
}

/** Whether a write failed because a month that it needs is not there. */
export function isMissingPartition(error: unknown): boolean {
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  return code === NO_PARTITION || driverError?.code === NO_PARTITION;
}
