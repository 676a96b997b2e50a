import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { requireFitting } from './event-schemas.js';

export interface StreamOptions {
  readonly token: string;
  readonly query?: string;
  readonly lastEventId?: string | undefined;
}

/** One connection to `/subscribe`, with everything that came on it. */
export class EventStreamClient {
  readonly messages: EventSourceMessage[] = [];
  readonly comments: string[] = [];
  retry: number | undefined;
  /** Whether the connection has ended, by whichever side. */
  ended = false;
  private taken = 0;
  private wake: (() => void) | undefined;

  private constructor(
    private readonly sent: ClientRequest,
    readonly response: IncomingMessage,
  ) {
    const parser = createParser({
      onEvent: (message) => this.messages.push(message),
      onComment: (comment) => this.comments.push(comment),
      onRetry: (ms) => (this.retry = ms),
    });
    response.setEncoding('utf8');
    response.on('data', (text: string) => {
      parser.feed(text);
      this.wake?.();
    });
    const end = (): void => {
      this.ended = true;
      this.wake?.();
    };
    // A connection that is cut reports so as an error first.
    sent.on('error', end);
    response.on('error', end).on('close', end);
  }

  /** Connects. @throws Error when the server answers with anything but a stream */
  static async open(url: string, { token, query = '', lastEventId }: StreamOptions): Promise<EventStreamClient> {
    const sent = request(`${url}/subscribe${query}`, {
      agent: false,
      headers: {
        authorization: `Bearer ${token}`,
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
    });
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      sent.once('response', resolve).once('error', reject).end();
    });
    if (response.statusCode !== 200) {
      response.resume();
      throw new Error(`/subscribe answered ${String(response.statusCode)}`);
    }
    return new EventStreamClient(sent, response);
  }

  /**
   * The next message that was not taken yet; undefined when the stream has ended or the time is over.
   * @throws Error when it is an event that does not fit its schema
   */
  async next(timeoutMs = 10_000): Promise<EventSourceMessage | undefined> {
    const end = performance.now() + timeoutMs;
    while (this.taken === this.messages.length) {
      const left = end - performance.now();
      if (this.ended || left <= 0) return undefined;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    const message = this.messages[this.taken++];
    if (message && message.event !== 'hello') requireFitting(JSON.parse(message.data) as object);
    return message;
  }

  /** Cuts the connection, without a word. */
  cut(): void {
    this.sent.destroy();
  }
}
