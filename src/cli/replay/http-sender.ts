import { UserError } from '../terminal/user-error.js';
import { duration } from '../terminal/numbers.js';
import { Backoff } from '../client/backoff.js';
import type { Clock } from '../client/clock.js';
import { connectionFault } from '../client/connection-fault.js';
import { withDeadline } from '../client/deadline.js';
import { bearer, endpoint } from '../client/endpoint.js';
import { problemText, readProblem } from '../client/problem-document.js';
import { retryAfterMs } from '../client/retry-after.js';
import { readIngestAnswer } from './ingest-answer.js';
import type { Reading } from './reading.js';
import type { Notify, ReadingSender, Rejection } from './reading-sender.js';

/** Answers that another attempt may turn into a good one; 502 and 504 are a proxy's word for an absent server. */
const PASSING = new Set([429, 502, 503, 504]);
const REQUEST_TIMEOUT_MS = 60_000;

export interface HttpSenderOptions {
  readonly url: string;
  readonly token?: string | undefined;
  /** How long to keep trying without any success, in milliseconds. */
  readonly retryForMs: number;
  readonly signal: AbortSignal;
  readonly notify: Notify;
  readonly clock: Clock;
}

/** Sends batches to `POST /telemetry/ingest`, one at a time, so that detectors see the data in its order. */
export class HttpSender implements ReadingSender {
  readonly window = 1;
  readonly tellsRejections = true;
  readonly #url: URL;

  constructor(private readonly options: HttpSenderOptions) {
    this.#url = endpoint(options.url, 'telemetry/ingest');
  }

  async send(readings: readonly Reading[]): Promise<readonly Rejection[]> {
    const { clock, retryForMs, signal, notify } = this.options;
    const body = JSON.stringify(readings.map(onWire));
    const backoff = new Backoff();
    const giveUpAt = clock.now() + retryForMs;
    for (;;) {
      const outcome = await this.#attempt(body, readings);
      if (outcome.taken) return outcome.rejections;
      const wait = backoff.next(outcome.atLeastMs);
      if (clock.now() + wait > giveUpAt) {
        throw new UserError(`Gave up after ${duration(retryForMs / 1000)} of trying: ${outcome.reason}.`);
      }
      notify(`${outcome.reason}; trying again in ${duration(wait / 1000)}`);
      await clock.sleep(wait, signal);
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #attempt(body: string, readings: readonly Reading[]): Promise<Outcome> {
    try {
      return await withDeadline(this.options.signal, REQUEST_TIMEOUT_MS, (signal) =>
        this.#post(body, readings, signal),
      );
    } catch (error) {
      const fault = this.options.signal.aborted ? undefined : connectionFault(error);
      if (fault === undefined) throw error;
      return { taken: false, reason: `${this.#url.origin} cannot be reached: ${fault}`, atLeastMs: 0 };
    }
  }

  async #post(body: string, readings: readonly Reading[], signal: AbortSignal): Promise<Outcome> {
    const headers = { 'content-type': 'application/json', ...bearer(this.options.token) };
    const response = await fetch(this.#url, { method: 'POST', headers, body, signal });
    if (response.ok) return { taken: true, rejections: readIngestAnswer(await response.text(), readings) };
    const problem = problemText(await readProblem(response));
    if (!PASSING.has(response.status)) throw new UserError(`${this.#url.origin} refused the readings: ${problem}`);
    return {
      taken: false,
      reason: `${this.#url.origin} answered ${problem}`,
      atLeastMs: retryAfterMs(response.headers),
    };
  }
}

function onWire({ twin, asset, ts, metrics }: Reading) {
  return { twin_id: twin, asset_id: asset, ts, metrics };
}

type Outcome =
  | { readonly taken: true; readonly rejections: readonly Rejection[] }
  | { readonly taken: false; readonly reason: string; readonly atLeastMs: number };
