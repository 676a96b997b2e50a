import { setTimeout as sleep } from 'node:timers/promises';
import { ChainCheck } from '../../../src/cli/follow/chain-check.js';
import { GENESIS_HASH } from '../../../src/platform/event-log/hash-chain.js';
import { EventStreamClient } from '../event-stream-client.js';
import type { OpsTwinProcess } from '../opstwin-process.js';
import type { Random } from '../random.js';
import { START, type DiffPage, type WireEvent } from '../wire-log.js';
import type { Choice } from './storm-plan.js';

/** What all readers of a storm share. */
export interface Reading {
  /** The processes that serve, any of which may be asked. */
  readonly servers: readonly OpsTwinProcess[];
  /** Whether the writers still write. */
  readonly writing: () => boolean;
  /** Ends every reader when one of them, or a writer, has failed. */
  readonly signal: AbortSignal;
}

/** The answers with which a reader has to live while a server is down. */
const PASSING = new Set([502, 503]);

/** One reader of a storm. It checks what can be checked at once, and keeps the ids that it was shown. */
export class StormReader {
  readonly seen: string[] = [];
  private cursor = START;
  private readonly chain: ChainCheck | undefined;

  constructor(
    readonly choice: Choice,
    private readonly random: Random,
    private readonly reading: Reading,
  ) {
    const { twin, types } = choice;
    this.chain = twin === undefined && types === undefined ? new ChainCheck(START, GENESIS_HASH) : undefined;
  }

  /** Pages through the log until the writers are done and the head is reached. */
  async page(): Promise<void> {
    const { random } = this;
    while (!this.reading.signal.aborted) {
      const last = !this.reading.writing();
      const limit = 1 + random.whole(random.one([5, 60, 5000]));
      const wait = random.chance(0.3) ? '0.05' : '0';
      const page = await this.diff({ since: this.cursor, limit: String(limit), wait });
      if (!page) continue;
      if (page.since !== this.cursor) throw new Error(`Asked for ${this.cursor}, and was given ${page.since}`);
      if (page.has_more !== page.next_cursor < page.head) throw new Error(`A wrong has_more: ${JSON.stringify(page)}`);
      if (page.events.length > limit) throw new Error(`Asked for ${limit} events, and was given ${page.events.length}`);
      for (const event of page.events) this.take(event);
      this.cursor = page.next_cursor;
      this.chain?.compare(page.next_cursor, page.hash);
      if (last && !page.has_more) return;
    }
  }

  /** Follows the stream, cut at random and resumed behind the last id, until the end of the log was sent. */
  async subscribe(): Promise<void> {
    const { writing, signal } = this.reading;
    while (!signal.aborted && (writing() || this.cursor !== (await this.last()))) {
      const stream = await this.opened();
      if (!stream) {
        await sleep(200);
        continue;
      }
      const until = performance.now() + 5 + this.random.whole(300);
      const hello = await stream.next();
      if (hello && (hello.event !== 'hello' || hello.id !== this.cursor)) {
        throw new Error(`Resumed at ${this.cursor}, and was greeted with ${JSON.stringify(hello)}`);
      }
      while (performance.now() < until) {
        const message = await stream.next(until - performance.now());
        if (!message) break;
        const event = JSON.parse(message.data) as WireEvent;
        if (message.event !== event.type || message.id !== event.cursor) throw new Error('The frame is not its event');
        this.take(event);
        this.cursor = event.cursor;
      }
      stream.cut();
    }
  }

  private take(event: WireEvent): void {
    if (event.cursor <= this.cursor) throw new Error(`${event.cursor} came after ${this.cursor}`);
    this.chain?.take(event as WireEvent & { ts: string });
    this.seen.push(event.id);
  }

  private async opened(): Promise<EventStreamClient | undefined> {
    try {
      const { server, token } = this.way();
      return await EventStreamClient.open(server.url, { token, query: this.query({}), lastEventId: this.cursor });
    } catch (error) {
      if (isRefused(error)) throw error;
      return undefined;
    }
  }

  /** The cursor of the last event that the choice lets through; undefined while it cannot be told. */
  private async last(): Promise<string | undefined> {
    let since = START;
    let newest = START;
    while (!this.reading.signal.aborted) {
      const page = await this.diff({ since, limit: '5000' });
      if (!page) return undefined;
      newest = page.events.at(-1)?.cursor ?? newest;
      if (!page.has_more) return newest;
      since = page.next_cursor;
    }
    return undefined;
  }

  /** A page of changes; undefined while no server is there. */
  private async diff(rest: Record<string, string>): Promise<DiffPage | undefined> {
    const { server, token } = this.way();
    try {
      const { status, body, text } = await server.get<DiffPage>(`/diff${this.query(rest)}`, token);
      if (status === 200) return body;
      if (!PASSING.has(status)) throw new Error(`/diff answered ${status}: ${text}`);
    } catch (error) {
      // By name, since what fetch throws is not of the tests' own realm.
      if ((error as Error).name !== 'TypeError') throw error;
    }
    await sleep(200);
    return undefined;
  }

  private way(): { server: OpsTwinProcess; token: string } {
    const server = this.random.one(this.reading.servers);
    return { server, token: server.token('viewer', { tenant: this.choice.tenant }) };
  }

  private query(rest: Record<string, string>): string {
    const { twin, types } = this.choice;
    const parameters = new URLSearchParams(rest);
    if (twin !== undefined) parameters.set('twin_id', twin);
    if (types) parameters.set('types', types.join(','));
    return `?${parameters.toString()}`;
  }
}

/** Whether a stream was refused, other than by a server that is not there. */
function isRefused(error: unknown): boolean {
  const status = error instanceof Error ? /answered (\d+)/.exec(error.message)?.[1] : undefined;
  return status !== undefined && !PASSING.has(Number(status));
}
