import { PassThrough } from 'node:stream';
import { Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** Characters that wait for the client before the reader of the database waits too. */
const ROOM = 64 * 1024;

const logger = new Logger('StreamedAnswer');

export interface AnswerTimes {
  /** The answer is cut off when the client takes nothing for so long, in milliseconds: what it is read from is held for it. */
  readonly stalledMs: number;
  /** The answer is cut off after so long, in milliseconds; undefined: it may take as long as it takes. */
  readonly totalMs?: number;
}

/**
 * An answer that is sent while it is made, no faster than its client takes it. Its status goes out with the first piece, so
 * what fails before that is still answered as a problem; what fails later can only cut the answer off, which a client
 * sees as an incomplete body.
 */
export class StreamedAnswer {
  private readonly body = new PassThrough({ highWaterMark: ROOM });
  private deadline: NodeJS.Timeout | undefined;
  private sending = false;

  /** @param what what is sent, for the log */
  constructor(
    private readonly reply: FastifyReply,
    private readonly what: string,
    private readonly mediaType: string,
    private readonly times: AnswerTimes,
  ) {
    if (times.totalMs !== undefined) this.deadline = this.cutAfter(times.totalMs);
    reply.raw.once('close', () => {
      clearTimeout(this.deadline);
      this.body.destroy();
    });
  }

  /** Whether anybody still takes it. */
  get open(): boolean {
    return !this.body.destroyed;
  }

  /** Sends a piece, and waits until there is room for more, or until nobody takes it any longer. */
  async write(text: string): Promise<void> {
    if (!this.open) return;
    this.begin();
    if (!this.body.write(text)) await this.room();
  }

  /** Leaves it at most so much more time. */
  hurry(ms: number): void {
    clearTimeout(this.deadline);
    this.deadline = this.cutAfter(ms);
  }

  /** All was written, if anything. */
  end(): void {
    if (!this.open) return;
    this.begin();
    this.body.end();
  }

  /** Gives it up. What was sent of it is cut off; nothing was, and the reply can still be another. */
  abandon(): void {
    clearTimeout(this.deadline);
    this.body.destroy();
    if (this.sending) this.reply.raw.destroy();
  }

  private begin(): void {
    if (this.sending) return;
    this.sending = true;
    this.reply.header('content-type', this.mediaType).header('cache-control', 'no-store').send(this.body);
  }

  private room(): Promise<void> {
    const { body } = this;
    return new Promise((resolve) => {
      const stalled = this.cutAfter(this.times.stalledMs);
      const done = (): void => {
        clearTimeout(stalled);
        body.off('drain', done).off('close', done);
        resolve();
      };
      body.once('drain', done).once('close', done);
    });
  }

  private cutAfter(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      logger.warn(`${this.what} was cut off: its client did not take it within ${ms} ms`);
      this.abandon();
    }, ms);
  }
}
