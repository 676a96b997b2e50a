import { UserError } from '../terminal/user-error.js';
import type { Clock } from '../client/clock.js';
import type { LoadAnswer, LoadConnection } from './load-connection.js';
import type { Payload } from './payload.js';
import type { Schedule } from './schedule.js';
import type { Tally } from './tally.js';

/** How long a connection rests after a failure that names no time. */
const REST_MS = 200;
/** So many failures before the first success are no accident. */
const FRUITLESS = 50;
/** How long answers may take once nothing more is sent. */
const DRAIN_MS = 10_000;

/** One request or message at a time on a connection, with bytes of its own. */
export interface Slot {
  readonly connection: LoadConnection;
  readonly payload: Payload;
}

export interface RunParts {
  /** The server, for messages. */
  readonly target: string;
  readonly slots: readonly Slot[];
  readonly schedule: Schedule;
  /** Told of each answer. */
  readonly tallies: readonly Tally[];
  readonly clock: Clock;
  /** When answers begin to count, on the clock's scale. */
  readonly countFrom: number;
  /** When the last turn has come, on the clock's scale. */
  readonly end: number;
  readonly signal: AbortSignal;
}

/** Lets every slot send in its turns until the schedule ends. */
export class LoadRun {
  #stopped = false;
  #fruitful = false;
  #failures = 0;

  constructor(private readonly parts: RunParts) {}

  /** Resolves when the last answer is there, or was waited for in vain. Throws a UserError when the server refuses. */
  async run(): Promise<void> {
    const { slots, clock, end, signal } = this.parts;
    const giveUp = (ms: number) =>
      setTimeout(() => {
        this.#stop();
      }, ms).unref();
    const atEnd = giveUp(end - clock.now() + DRAIN_MS);
    const onAbort = () => giveUp(DRAIN_MS);
    signal.addEventListener('abort', onAbort);
    try {
      await Promise.all(slots.map((slot) => this.#sendAll(slot)));
    } finally {
      signal.removeEventListener('abort', onAbort);
      clearTimeout(atEnd);
      this.#stop();
    }
  }

  async #sendAll({ connection, payload }: Slot): Promise<void> {
    const { schedule, clock, tallies, countFrom } = this.parts;
    for (let turn = await schedule.next(); turn && !this.#stopped; turn = await schedule.next()) {
      payload.fill(Date.now());
      const since = turn.due ?? clock.now();
      const answer = await connection.send(payload.bytes);
      const now = clock.now();
      if (now >= countFrom) for (const tally of tallies) tally.add(answer, now - since);
      if (answer.accepted > 0) this.#fruitful = true;
      else await this.#rest(answer);
    }
  }

  async #rest(answer: LoadAnswer): Promise<void> {
    const { target, clock, signal } = this.parts;
    if (this.#stopped) return;
    if (answer.refusal !== undefined) throw new UserError(`${target} refused the readings: ${answer.refusal}`);
    this.#failures += 1;
    if (!this.#fruitful && this.#failures >= FRUITLESS) {
      throw new UserError(`${target} took nothing in ${FRUITLESS} attempts; the last one ended with ${answer.status}.`);
    }
    await clock.sleep(Math.max(answer.waitMs, REST_MS), signal).catch(() => undefined);
  }

  /** Ends what is under way, which then counts as failed. */
  #stop(): void {
    this.#stopped = true;
    for (const { connection } of this.parts.slots) connection.close();
  }
}
