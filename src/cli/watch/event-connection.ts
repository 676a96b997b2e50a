import { EventSourceParserStream, type EventSourceMessage } from 'eventsource-parser/stream';
import { UserError } from '../terminal/user-error.js';
import { bearer, endpoint } from '../client/endpoint.js';
import { problemText, readProblem } from '../client/problem-document.js';
import { retryAfterMs } from '../client/retry-after.js';
import type { FollowOptions } from './follow-options.js';
import type { OpsTwinEvent } from './opstwin-event.js';
import { SilenceWatch } from './silence-watch.js';
import { PassingFault, refusal } from './stream-fault.js';

/** Either where the stream starts, or an event. */
export type StreamMessage =
  | { readonly kind: 'hello'; readonly cursor: string | undefined }
  | { readonly kind: 'event'; readonly cursor: string; readonly event: OpsTwinEvent };

/** One connection to `GET /subscribe`. */
export class EventConnection {
  /** The milliseconds that the server wants a client to wait before it connects again; 0 until it says so. */
  retryMs = 0;
  readonly #silence: SilenceWatch;

  constructor(
    private readonly options: FollowOptions,
    signal: AbortSignal,
  ) {
    this.#silence = new SilenceWatch(signal);
  }

  /**
   * Connects behind an event, or where the options say, and gives what comes until the connection ends. Throws a
   * PassingFault or a UserError when the server answers with anything but a stream of events.
   */
  async *messages(lastEventId: string | undefined): AsyncGenerator<StreamMessage> {
    try {
      const body = await this.#open(lastEventId);
      const parsed = body
        .pipeThrough(this.#silence.listen())
        .pipeThrough(new TextDecoderStream())
        .pipeThrough(new EventSourceParserStream({ onRetry: (ms) => (this.retryMs = ms) }));
      for await (const message of parsed) {
        this.#silence.pause();
        yield read(message);
        this.#silence.resume();
      }
    } finally {
      this.#silence.end();
    }
  }

  async #open(lastEventId: string | undefined): Promise<ReadableStream<Uint8Array>> {
    const { url: base, token, since, twin, types } = this.options;
    const url = endpoint(base, 'subscribe', {
      since: lastEventId === undefined ? since : undefined,
      twin_id: twin,
      types: types?.length ? types.join(',') : undefined,
    });
    const headers = {
      accept: 'text/event-stream',
      ...bearer(typeof token === 'function' ? await token() : token),
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    };
    const response = await fetch(url, { headers, signal: this.#silence.signal });
    if (!response.ok) await refuse(response);
    const type = response.headers.get('content-type') ?? 'nothing';
    if (response.body && type.startsWith('text/event-stream')) return response.body;
    throw new UserError(`${url.origin} does not speak like OpsTwin: it answered with ${type}, not a stream of events.`);
  }
}

async function refuse(response: Response): Promise<never> {
  const problem = await readProblem(response);
  if (response.status !== 429 && response.status < 500) throw refusal(problem);
  throw new PassingFault(`the server answered ${problemText(problem)}`, retryAfterMs(response.headers));
}

function read({ event: type, id, data }: EventSourceMessage): StreamMessage {
  const event = JSON.parse(data) as OpsTwinEvent;
  if (type === 'hello') return { kind: 'hello', cursor: id ?? event.cursor };
  return { kind: 'event', cursor: id ?? event.cursor, event };
}
