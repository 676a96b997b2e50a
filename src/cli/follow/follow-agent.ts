import { Backoff } from '../client/backoff.js';
import { systemClock } from '../client/clock.js';
import { UnreachableError } from '../client/get-json.js';
import { followEvents } from '../watch/event-stream.js';
import type { OpsTwinEvent } from '../watch/opstwin-event.js';
import { Refusal } from '../watch/stream-fault.js';
import { readState, type AgentState } from './agent-state.js';
import { ChainCheck, NoProof, type Proof } from './chain-check.js';
import { ChainFault } from './chain-fault.js';
import { hydrate } from './hydrate.js';
import { recheck } from './recheck.js';
import { StateKeeper } from './state-keeper.js';
import { tokenScope } from './token-scope.js';
import { World } from './world.js';

export interface AgentOptions {
  readonly url: string;
  readonly token?: string | undefined;
  /** The file that holds the state between runs. */
  readonly statePath: string;
  /** Begin with the present state, whatever the file holds. */
  readonly restart: boolean;
  /** Read again what an earlier run has seen, and compare. */
  readonly recheck: boolean;
  readonly signal: AbortSignal;
  /** Told what the agent does, in words. */
  readonly say: (words: string) => void;
  /** Shown each event that was found good. */
  readonly show: (event: OpsTwinEvent) => Promise<void>;
}

/**
 * An agent that never misses a change, and can prove it: it hydrates, follows, keeps its place over restarts of either
 * side, and works the hash chain out over all that it reads.
 */
export class FollowAgent {
  private proof: Proof = new NoProof('');
  private world = World.empty();
  private readonly provable: boolean;
  private readonly keeper: StateKeeper;

  constructor(private readonly options: AgentOptions) {
    this.provable = tokenScope(options.token) === undefined;
    this.keeper = new StateKeeper(options.statePath, () => this.state);
  }

  /**
   * Follows until the signal aborts.
   * @throws ChainFault when the log does not hold, UserError when the server refuses or the state cannot be kept
   */
  async run(): Promise<void> {
    const { say, restart, signal } = this.options;
    if (!this.provable) say('The token shows only the events of some twins: the chain cannot be proved.');
    const known = restart ? undefined : readState(this.options.statePath);
    if (known) await this.takeUp(known);
    else await this.begin();
    while (!signal.aborted) {
      try {
        await this.follow();
      } catch (error) {
        if (!this.expired(error)) throw this.translated(error);
        say(`What came after ${this.proof.cursor} is no longer kept, so it cannot be checked; beginning anew.`);
        await this.begin();
      }
    }
  }

  /** Where the agent stands and what it knows, in words. */
  summary(): string {
    const { cursor, hash, proved } = this.proof;
    const chain = this.provable ? `hash ${hash ?? 'not known yet'}, ${proved} events proved in this run` : 'not proved';
    return `at ${cursor}, ${chain}; ${String(this.world)}`;
  }

  private get state(): AgentState {
    return { cursor: this.proof.cursor, hash: this.proof.hash, world: this.world };
  }

  /** Goes on where an earlier run stopped. */
  private async takeUp(state: AgentState): Promise<void> {
    this.stand(state);
    this.options.say(`Going on ${this.summary()}`);
    if (!this.options.recheck) return;
    if (!this.provable) return;
    const count = await this.reaching(() => recheck(this.options, state));
    if (count !== undefined) this.options.say(`Read ${count} events of the past again: they are what they were.`);
  }

  /** Learns the present state, however long the server takes to come back. */
  private async begin(): Promise<void> {
    const found = await this.reaching(() => hydrate(this.options, this.provable));
    if (!found) return;
    this.stand(found.state);
    this.keeper.save();
    this.options.say(`Hydrated from ${found.from}, ${this.summary()}`);
  }

  private async follow(): Promise<void> {
    const { url, token, signal, show, say } = this.options;
    const onConnected = (_: unknown, again: boolean): void => {
      say(`${again ? 'Connected again' : 'Connected'}, following after ${this.proof.cursor}`);
    };
    const onLost = (reason: string, waitMs: number): void => {
      say(`Connection lost: ${reason}; trying again in ${(waitMs / 1000).toFixed(1)} s`);
    };
    try {
      for await (const event of followEvents({ url, token, since: this.proof.cursor, signal, onConnected, onLost })) {
        this.proof.take(event);
        this.world.take(event);
        this.keeper.changed();
        await show(event);
      }
    } finally {
      this.keeper.save();
    }
  }

  private stand({ cursor, hash, world }: AgentState): void {
    this.proof = this.provable ? new ChainCheck(cursor, hash) : new NoProof(cursor);
    this.world = world;
  }

  /** Does it again until the server can be reached; undefined when the agent is to stop before. */
  private async reaching<T>(work: () => Promise<T>): Promise<T | undefined> {
    const { signal, say } = this.options;
    const backoff = new Backoff();
    while (!signal.aborted) {
      try {
        return await work();
      } catch (error) {
        if (isAborted(signal)) return undefined;
        if (!(error instanceof UnreachableError)) throw error;
        const wait = backoff.next();
        say(`${error.message} Trying again in ${(wait / 1000).toFixed(1)} s`);
        await systemClock.sleep(wait, signal).catch(() => undefined);
      }
    }
    return undefined;
  }

  /** Whether retention has dropped what comes next: then the oldest that is kept is newer still. */
  private expired(error: unknown): boolean {
    if (!(error instanceof Refusal) || error.problem.status !== 410) return false;
    return (error.problem.oldestCursor ?? '') > this.proof.cursor;
  }

  /** A refused cursor was good once: the log has lost what it named, or what followed it. */
  private translated(error: unknown): unknown {
    const { cursor } = this.proof;
    const status = error instanceof Refusal ? error.problem.status : undefined;
    if (status === 409) return new ChainFault(`The log ends before ${cursor}, which this agent has seen.`);
    if (status === 410) return new ChainFault(`What follows ${cursor} is missing, though older events are kept.`);
    return error;
  }
}

/** Asked anew after each wait, in which the answer may have changed. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
