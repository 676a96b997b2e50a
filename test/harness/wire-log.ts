/** An event as `/diff` and `/subscribe` give it, as far as the suites look at it. */
export interface WireEvent {
  readonly id: string;
  readonly cursor: string;
  readonly hash: string;
  readonly type: string;
  readonly twin_id: string | null;
}

/** The answer of `/diff`. */
export interface DiffPage {
  readonly since: string;
  readonly next_cursor: string;
  readonly has_more: boolean;
  readonly head: string;
  readonly hash: string;
  readonly events: WireEvent[];
}

/** The cursor before the first event of a log. */
export const START = '0000000000000000';
