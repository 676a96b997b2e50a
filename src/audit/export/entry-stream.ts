import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Characters that wait for the client before the reader of the database waits too. */
const ROOM = 64 * 1024;

/** A body that is sent while it is made, no faster than its client takes it. */
export class EntryStream {
  private readonly body = new PassThrough({ highWaterMark: ROOM });
  private readonly gone = new AbortController();

  /** @param stalledMs a client that takes nothing for so long is cut off, since its view of the database is kept for it */
  constructor(
    private readonly reply: FastifyReply,
    mediaType: string,
    private readonly stalledMs: number,
  ) {
    reply.raw.once('close', () => {
      this.gone.abort();
    });
    reply.header('content-type', mediaType).header('cache-control', 'no-store').send(this.body);
  }

  /** Whether anybody still takes it. */
  get open(): boolean {
    return !this.gone.signal.aborted;
  }

  /** Sends some text, and waits until there is room for more. @throws Error when nobody takes it any longer */
  async write(text: string): Promise<void> {
    if (this.body.write(text)) return;
    const signal = AbortSignal.any([this.gone.signal, AbortSignal.timeout(this.stalledMs)]);
    await once(this.body, 'drain', { signal });
  }

  end(): void {
    this.body.end();
  }

  /** Cuts it off: its client sees that it is not all. */
  cut(): void {
    this.reply.raw.destroy();
    this.body.destroy();
  }
}
