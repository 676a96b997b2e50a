import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { StoredAdapter } from '../documents/adapters.js';
import type { AdapterState } from './adapter-state.js';
import type { RunReport, Tallies } from './run-report.js';

/** A process that has not told anything for so long is dead. */
const SILENCE = `interval '15 seconds'`;

type Key = Pick<StoredAdapter, 'tenant' | 'name'>;

/** How a process that runs an adapter last said that it fares. */
export interface StoredRun {
  readonly name: string;
  readonly process: string;
  readonly state: AdapterState;
  readonly since: Date;
  readonly messages: number;
  readonly error: string | null;
  readonly rejection: string | null;
}

/** What the processes tell of the adapters that they run, and what these have delivered in all. */
@Injectable()
export class RunReports {
  /** This process, as the others see it. */
  readonly process = `${hostname()}:${process.pid}`;

  constructor(private readonly database: Database) {}

  /** The runs of adapters by processes that are alive. */
  of(tenant: string, names: readonly string[]): Promise<StoredRun[]> {
    return this.database.query(
      `SELECT name, process, state, since, messages, error, rejection FROM telemetry_adapter_run
       WHERE tenant = $1 AND name = ANY($2) AND told_at > now() - ${SILENCE} ORDER BY name, share`,
      [tenant, names],
    );
  }

  /** Tells how a run fares and adds up what it has delivered; of an adapter that is removed there is nothing to tell. */
  async tell(adapter: Key, share: number, report: RunReport): Promise<void> {
    const untold = report.take();
    try {
      await this.database.transaction(async () => {
        if (await this.count(adapter, untold)) await this.write(adapter, share, report);
      });
    } catch (error) {
      report.restore(untold);
      throw error;
    }
  }

  /** This process does not run the adapter any more. */
  async end({ tenant, name }: Key, share: number): Promise<void> {
    await this.database.execute(
      'DELETE FROM telemetry_adapter_run WHERE tenant = $1 AND name = $2 AND share = $3 AND process = $4',
      [tenant, name, share, this.process],
    );
  }

  /** Removes what dead processes have told. */
  async forget(): Promise<void> {
    await this.database.execute(`DELETE FROM telemetry_adapter_run WHERE told_at < now() - ${SILENCE}`);
  }

  private async count({ tenant, name }: Key, tallies: Tallies): Promise<boolean> {
    const { messages, accepted, rejected, lastMessageAt } = tallies;
    const changed = await this.database.execute(
      `UPDATE telemetry_adapter SET messages = messages + $3, accepted = accepted + $4, rejected = rejected + $5,
         last_message_at = greatest(last_message_at, $6)
       WHERE tenant = $1 AND name = $2`,
      [tenant, name, messages, accepted, rejected, lastMessageAt ?? null],
    );
    return changed === 1;
  }

  private async write({ tenant, name }: Key, share: number, report: RunReport): Promise<void> {
    const { state, since, messages, error, rejection } = report;
    await this.database.execute(
      `INSERT INTO telemetry_adapter_run
         (tenant, name, share, process, state, since, messages, error, rejection, told_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now())
       ON CONFLICT (tenant, name, share) DO UPDATE SET process = excluded.process, state = excluded.state,
         since = excluded.since, messages = excluded.messages, error = excluded.error,
         rejection = excluded.rejection, told_at = excluded.told_at`,
      [tenant, name, share, this.process, state, since, messages, error ?? null, rejection ?? null],
    );
  }
}
