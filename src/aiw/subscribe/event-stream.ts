import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import type { Outlet } from './outlet.js';

/**
 * One open answer of `text/event-stream`. Its body is not chunked and ends with the connection, so what follows the head
 * is written to the socket itself: the response object above it would cost as much again for every write.
 */
export class EventStream implements Outlet {
  private constructor(
    private readonly response: ServerResponse,
    private readonly socket: Socket,
  ) {
    // A write can meet a connection that is just breaking; its close is what counts.
    response.on('error', () => undefined);
  }

  /**
   * Takes the answer out of the framework's hands, and sends its head and the first frame.
   * @param stalledMs the connection is cut when for so long nothing of what waits for the client has left
   * @throws ProblemError 503 on a connection that still has to answer an earlier request
   */
  static open(reply: FastifyReply, first: string, stalledMs: number): EventStream {
    const { raw } = reply;
    const { socket } = raw;
    if (!socket) throw new ProblemError('unavailable', 'A stream needs a connection without unanswered requests.');
    reply.hijack();
    raw.removeHeader('transfer-encoding');
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // For nginx, which would collect the answer.
      'x-accel-buffering': 'no',
      connection: 'close',
    });
    raw.write(first);
    const stream = new EventStream(raw, socket);
    // Node puts the time off with each write that begins, and when it ends finds that the last one has come further.
    raw.setTimeout(stalledMs, () => {
      stream.cut();
    });
    return stream;
  }

  get open(): boolean {
    return this.socket.writable;
  }

  get unsent(): number {
    return this.socket.writableLength;
  }

  onClose(listener: () => void): void {
    this.response.once('close', listener);
  }

  onDrain(listener: () => void): void {
    this.socket.on('drain', listener);
  }

  write(bytes: Buffer): void {
    this.socket.write(bytes);
  }

  end(words: string): void {
    this.response.end(words);
  }

  cut(): void {
    this.socket.destroy();
  }
}
