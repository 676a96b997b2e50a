import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Database } from '../../platform/database/database.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { ShutdownSequence } from '../../platform/lifecycle/shutdown-sequence.js';
import { AuditTrail } from '../trail/audit-trail.js';
import type { TrailChoice } from '../trail/trail-choice.js';
import { EntryStream } from './entry-stream.js';

/** Exports at once: each has a connection of the database for as long as its client takes. */
const AT_ONCE = 2;
const STALLED_MS = 30_000;

/** Sends all entries of a range while it reads them, so that never all of them are in memory. */
@Injectable()
export class AuditExports implements OnModuleInit {
  private readonly logger = new Logger('Audit');
  private readonly streams = new Set<EntryStream>();
  private begun = 0;

  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly shutdown: ShutdownSequence,
  ) {}

  onModuleInit(): void {
    this.shutdown.on('intake', 'the audit exports', () => {
      for (const stream of this.streams) stream.cut();
    });
  }

  /** @throws ProblemError 503 when too many others are sent */
  async send(reply: FastifyReply, mediaType: string, choice: TrailChoice): Promise<void> {
    if (this.begun >= AT_ONCE) throw new ProblemError('unavailable', 'Too many exports are sent at the moment.');
    this.begun += 1;
    try {
      await this.trail.ready();
      await this.database.snapshot(() => this.sendAll(reply, mediaType, choice));
    } finally {
      this.begun -= 1;
    }
  }

  private async sendAll(reply: FastifyReply, mediaType: string, choice: TrailChoice): Promise<void> {
    let stream: EntryStream | undefined;
    try {
      // What fails before the first batch was read is still answered as a problem.
      for await (const entries of this.trail.stream(choice)) {
        this.streams.add((stream ??= new EntryStream(reply, mediaType, STALLED_MS)));
        await stream.write(entries.map(({ json }) => `${json}\n`).join(''));
      }
      (stream ?? new EntryStream(reply, mediaType, STALLED_MS)).end();
    } catch (error) {
      if (!stream) throw error;
      if (stream.open) this.logger.warn(`An export of the audit trail was cut off: ${String(error)}`);
      stream.cut();
    } finally {
      if (stream) this.streams.delete(stream);
    }
  }
}
