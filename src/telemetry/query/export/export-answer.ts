import { PassThrough } from 'node:stream';
import { Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** Characters that wait for the client before the reader of the database waits too. */
const ROOM = 64 * 1024;
/** A client that takes nothing for so long is cut off, since its view of the database is kept for it. */
const STALLED_MS = 30_000;

const logger = new Logger('TelemetryExport');

/** A body that is sent while it is made. What fails once it is on its way can only cut it off. */
export class ExportAnswer {
  private readonly body = new PassThrough({ highWaterMark: ROOM });
  private sending = false;

  constructor(
    private readonly reply: FastifyReply,
    private readonly mediaType: string,
  ) {
    reply.raw.once('close', () => this.body.destroy());
  }

  /** Whether anybody still takes it. */
  get open(): boolean {
    return !this.body.destroyed;
  }

  /** Sends some text, and waits until there is room for more, or until nobody takes it any longer. */
  async write(text: string): Promise<void> {
    if (!this.open) return;
    this.begin();
    if (!this.body.write(text)) await this.room();
  }

  end(): void {
    this.begin();
    this.body.end();
  }

  /** Gives it up: cuts off what was sent. */
  abandon(): void {
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
      const stalled = setTimeout(() => {
        logger.warn(`An export was cut off: its client took nothing for ${STALLED_MS} ms`);
        this.abandon();
      }, STALLED_MS);
      const done = (): void => {
        clearTimeout(stalled);
        body.off('drain', done).off('close', done);
        resolve();
      };
      body.once('drain', done).once('close', done);
    });
  }
}
