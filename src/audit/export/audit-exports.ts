import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Database } from '../../platform/database/database.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { StreamedAnswer } from '../../platform/http/streaming/streamed-answer.js';
import { ShutdownSequence } from '../../platform/lifecycle/shutdown-sequence.js';
import { AuditTrail } from '../trail/audit-trail.js';
import type { TrailChoice } from '../trail/trail-choice.js';

/** Exports at once: each has a connection of the database for as long as its client takes. */
const AT_ONCE = 2;
const STALLED_MS = 30_000;

/** Sends all entries of a range while it reads them, so that never all of them are in memory. */
@Injectable()
export class AuditExports implements OnModuleInit {
  private readonly answers = new Set<StreamedAnswer>();

  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly shutdown: ShutdownSequence,
  ) {}

  onModuleInit(): void {
    this.shutdown.on('intake', 'the audit exports', () => {
      for (const answer of this.answers) answer.abandon();
    });
  }

  /** @throws ProblemError 503 when too many others are sent */
  async send(reply: FastifyReply, mediaType: string, choice: TrailChoice): Promise<void> {
    if (this.answers.size >= AT_ONCE) throw new ProblemError('unavailable', 'Too many exports are sent at the moment.');
    const answer = new StreamedAnswer(reply, 'An export of the audit trail', mediaType, { stalledMs: STALLED_MS });
    this.answers.add(answer);
    try {
      await this.trail.ready();
      await this.database.snapshot(async () => {
        for await (const entries of this.trail.stream(choice)) {
          await answer.write(entries.map(({ json }) => `${json}\n`).join(''));
          if (!answer.open) return;
        }
      });
      answer.end();
    } catch (error) {
      answer.abandon();
      throw error;
    } finally {
      this.answers.delete(answer);
    }
  }
}
