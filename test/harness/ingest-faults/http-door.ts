import type { OpsTwinProcess } from '../opstwin-process.js';
import { UnexpectedAnswer, type Door } from './door.js';
import type { NumberedReading } from './sent-readings.js';

/** Longer than any answer may take, while the database comes and goes. */
const PATIENCE_MS = 20_000;

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** What the forms of HTTP have in common: requests that are answered, refused for now, or cut. */
export abstract class HttpDoor implements Door {
  readonly promisesOnly = false;
  readonly pauseMs: number = 150;
  abstract readonly most: number;

  constructor(
    protected readonly server: OpsTwinProcess,
    protected readonly twin: string,
    protected readonly asset: string,
  ) {}

  async deliver(readings: readonly NumberedReading[]): Promise<readonly NumberedReading[]> {
    const answer = await this.post(readings);
    return answer ? readings.slice(0, this.settled(answer, readings.length)) : [];
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  protected abstract readonly path: string;
  protected abstract readonly type: string;
  protected abstract body(readings: readonly NumberedReading[]): RequestInit['body'];
  /** Whether an answer says that as many readings are stored as were sent. */
  protected abstract saysAll(answer: HttpAnswer, sent: number): boolean;

  /** @returns undefined when the connection was refused or cut */
  private async post(readings: readonly NumberedReading[]): Promise<HttpAnswer | undefined> {
    const headers = { authorization: `Bearer ${this.server.token('executor')}`, 'content-type': this.type };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    try {
      const body = this.body(readings);
      const init = { method: 'POST', headers, body, signal, duplex: 'half' } as const;
      const response = await fetch(`${this.server.url}${this.path}`, init);
      const text = await response.text();
      if (response.status === 503 && !response.headers.has('retry-after')) {
        throw new UnexpectedAnswer(`${this.path} answered 503 without Retry-After: ${text}`);
      }
      return { status: response.status, text };
    } catch (error) {
      if (error instanceof UnexpectedAnswer) throw error;
      if (signal.aborted) throw new UnexpectedAnswer(`${this.path} did not answer in ${PATIENCE_MS} ms`);
      return undefined;
    }
  }

  /** How many readings, from the first on, an answer acknowledges: a refusal may tell how far it came. */
  private settled({ status, text }: HttpAnswer, sent: number): number {
    if (status < 300 && this.saysAll({ status, text }, sent)) return sent;
    if (status === 503) {
      const { accepted = 0, settled = 0 } = JSON.parse(text) as { accepted?: number; settled?: number };
      if (accepted === settled) return settled;
    }
    throw new UnexpectedAnswer(`${this.path} answered ${status} to ${sent} readings: ${text}`);
  }
}
