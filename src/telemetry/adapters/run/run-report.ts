import type { AdapterState } from './adapter-state.js';

/** What was delivered since the last time that it was told. */
export interface Tallies {
  readonly messages: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly lastMessageAt: Date | undefined;
}

/** How one run of an adapter fares, and what of it is not yet in the database. */
export class RunReport {
  state: AdapterState = 'connecting';
  since: Date;
  error: string | undefined;
  /** Why a reading was rejected last. */
  rejection: string | undefined;
  /** Messages of this run. */
  messages = 0;
  /** Whether there is something to tell. */
  news = true;
  private tallies: Tallies = NONE;

  constructor(private readonly now: () => Date) {
    this.since = now();
  }

  /** @param error why, when it is not a good state; the last one stays to be seen */
  enter(state: AdapterState, error?: string): void {
    if (state !== this.state) this.since = this.now();
    this.state = state;
    this.error = error ?? this.error;
    this.news = true;
  }

  count(messages: number, accepted: number, rejected: number): void {
    const { tallies } = this;
    this.messages += messages;
    this.tallies = {
      messages: tallies.messages + messages,
      accepted: tallies.accepted + accepted,
      rejected: tallies.rejected + rejected,
      lastMessageAt: this.now(),
    };
    this.news = true;
  }

  /** What is to be told, which counts as told from now on. */
  take(): Tallies {
    const { tallies } = this;
    this.tallies = NONE;
    this.news = false;
    return tallies;
  }

  /** Takes back what could not be told. */
  restore(untold: Tallies): void {
    this.tallies = {
      messages: this.tallies.messages + untold.messages,
      accepted: this.tallies.accepted + untold.accepted,
      rejected: this.tallies.rejected + untold.rejected,
      lastMessageAt: this.tallies.lastMessageAt ?? untold.lastMessageAt,
    };
    this.news = true;
  }
}

const NONE: Tallies = { messages: 0, accepted: 0, rejected: 0, lastMessageAt: undefined };
