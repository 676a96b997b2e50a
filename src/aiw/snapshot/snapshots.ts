import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Database } from '../../platform/database/database.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { StreamedAnswer } from '../../platform/http/streaming/streamed-answer.js';
import { ShutdownSequence } from '../../platform/lifecycle/shutdown-sequence.js';
import { SNAPSHOT_LIMITS } from './snapshot-limits.js';
import { StateReader, type StateChoice } from './state-reader.js';
import { Turns } from './turns.js';

const { atOnce, turnMs, stoppingMs } = SNAPSHOT_LIMITS;

const MEDIA_TYPE = 'application/json; charset=utf-8';

/** Takes snapshots, a few at a time, each sent while it is read, so that none is ever in memory as a whole. */
@Injectable()
export class Snapshots implements OnModuleInit {
  private readonly turns = new Turns(atOnce, turnMs);
  private readonly answers = new Set<StreamedAnswer>();

  constructor(
    private readonly database: Database,
    private readonly state: StateReader,
    private readonly shutdown: ShutdownSequence,
  ) {}

  onModuleInit(): void {
    this.shutdown.on('intake', 'the snapshots', () => {
      for (const answer of this.answers) answer.hurry(stoppingMs);
    });
  }

  /** Answers with the state. @throws ProblemError 503 when too many others are being read */
  async send(reply: FastifyReply, choice: StateChoice): Promise<void> {
    const done = await this.turns.take();
    if (!done) throw new ProblemError('unavailable', 'Too many snapshots are being read at the moment.');
    const answer = new StreamedAnswer(reply, 'A snapshot', MEDIA_TYPE, SNAPSHOT_LIMITS);
    this.answers.add(answer);
    try {
      await this.database.snapshot(async () => {
        for await (const piece of this.state.pieces(choice)) {
          await answer.write(piece);
          if (!answer.open) return;
        }
      });
      answer.end();
    } catch (error) {
      answer.abandon();
      throw error;
    } finally {
      this.answers.delete(answer);
      done();
    }
  }
}
