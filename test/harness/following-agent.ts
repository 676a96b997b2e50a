import { request, type ClientRequest } from 'node:http';
import { createParser } from 'eventsource-parser';
import type { WireEvent } from './wire-log.js';

export interface FollowingOptions {
  /** Where the server is now; it may come back elsewhere. */
  readonly url: () => string;
  readonly token: string;
  /** The query of the first connection and, as a browser does it, of all that follow. */
  readonly query?: string;
  /** Longest wait before connecting again, in milliseconds, if the server's `retry` is longer. */
  readonly patienceMs?: number;
}

/** An agent with the habits of a browser's EventSource: it comes back by itself, with the last id that it was given. */
export class FollowingAgent {
  readonly events: WireEvent[] = [];
  connections = 0;
  /** What the server answered instead of a stream, by status; 0 when there was no answer. */
  readonly refusals = new Map<number, number>();
  lastEventId: string | undefined;
  private sent: ClientRequest | undefined;
  private retryMs = 2000;
  private stopped = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: FollowingOptions) {
    this.connect();
  }

  get cursors(): string[] {
    return this.events.map(({ cursor }) => cursor);
  }

  /** Cuts the connection; the agent comes back. */
  cut(): void {
    this.sent?.destroy();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.sent?.destroy();
  }

  private connect(): void {
    const { url, token, query = '' } = this.options;
    const last = this.lastEventId === undefined ? {} : { 'last-event-id': this.lastEventId };
    const sent = request(`${url()}/subscribe${query}`, {
      agent: false,
      headers: { authorization: `Bearer ${token}`, ...last },
    });
    this.sent = sent;
    let status = 0;
    sent.on('error', () => undefined);
    sent.on('response', (response) => {
      status = response.statusCode ?? 0;
      response.on('error', () => undefined);
      if (status === 200) this.take(response);
      else response.resume();
    });
    sent.on('close', () => {
      if (status !== 200) this.refusals.set(status, (this.refusals.get(status) ?? 0) + 1);
      this.comeBack();
    });
    sent.end();
  }

  private take(response: NodeJS.ReadableStream): void {
    this.connections += 1;
    const parser = createParser({
      onEvent: ({ event, data }) => {
        if (event !== 'hello') this.events.push(JSON.parse(data) as WireEvent);
      },
      onRetry: (ms) => (this.retryMs = ms),
    });
    // The parser keeps ids to the events that carry them; an EventSource remembers them without an event too.
    let text = '';
    response.setEncoding('utf8').on('data', (fresh: string) => {
      parser.feed(fresh);
      text += fresh;
      const end = text.lastIndexOf('\n\n');
      if (end < 0) return;
      const ids = [...text.slice(0, end).matchAll(/^id: (.*)$/gm)];
      this.lastEventId = ids.at(-1)?.[1] ?? this.lastEventId;
      text = text.slice(end + 2);
    });
  }

  private comeBack(): void {
    if (this.stopped) return;
    this.timer = setTimeout(
      () => {
        this.connect();
      },
      Math.min(this.retryMs, this.options.patienceMs ?? 100),
    );
  }
}
