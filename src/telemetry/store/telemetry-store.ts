import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { ShutdownSequence } from '../../platform/lifecycle/shutdown-sequence.js';
import { GroupTransaction } from './group-transaction.js';
import { GroupWriter } from './group-writer.js';
import { isMissingPartition, SamplePartitions } from './sample-partitions.js';
import type { Stored, Submission } from './submission.js';

/** The door into the store: every request and message of this process goes through its one writer. */
@Injectable()
export class TelemetryStore implements OnModuleInit {
  private readonly writer: GroupWriter;

  constructor(
    database: Database,
    private readonly transaction: GroupTransaction,
    private readonly partitions: SamplePartitions,
    private readonly shutdown: ShutdownSequence,
  ) {
    // A group is of several tenants, and begun by whichever request filled it.
    this.writer = new GroupWriter((group) => database.asSystem(() => this.write(group)));
  }

  onModuleInit(): void {
    this.shutdown.on('work', 'the telemetry writer', () => this.writer.idle());
  }

  /** Resolves once the readings are durably stored. @throws ProblemError 503 when too many others wait */
  async submit(submission: Submission): Promise<Stored> {
    // Before it waits for its turn, so that history that needs many new months holds up nobody else.
    await this.partitions.ensure(instants(submission));
    return this.writer.submit(submission);
  }

  /** Retention, here or in another process, may have dropped a month since it was last seen. */
  private async write(group: readonly Submission[]): Promise<Stored[]> {
    try {
      return await this.transaction.write(group);
    } catch (error) {
      if (!isMissingPartition(error)) throw error;
      this.partitions.forget();
      await this.partitions.ensure(group.flatMap(instants));
      return this.transaction.write(group);
    }
  }
}

function instants({ readings }: Submission): number[] {
  return readings.map((reading) => reading.at);
}
