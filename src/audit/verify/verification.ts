import type { BreakReason, ChainBreak } from '../../platform/event-log/chain-break.js';
import { cursorAt } from '../../platform/event-log/cursor.js';
import type { ChainPoint } from '../../platform/event-log/hash-chain.js';

/** What became of checking a stretch of the log. */
export interface Verification {
  readonly ok: boolean;
  /** Cursor of the first event that was to be checked, and of the last. */
  readonly from: string;
  readonly to: string;
  /** Events that were found good. */
  readonly checked: number;
  /** The hash that the log's head has now, in hex. */
  readonly head_hash: string;
  /** Cursor of the first event at which the chain does not hold, and why. */
  readonly first_break?: string;
  readonly reason?: BreakReason;
}

/** The stretch that is checked: the events after a point of the chain, up to a position. */
export interface Stretch {
  readonly after: ChainPoint;
  readonly to: number;
}

/** The answer about a stretch that holds, or that breaks somewhere. */
export function verification({ after, to }: Stretch, head: ChainPoint, broken?: ChainBreak): Verification {
  return {
    ok: !broken,
    from: cursorAt(after.position + 1),
    to: cursorAt(to),
    checked: Math.max(0, (broken ? Math.min(broken.position - 1, to) : to) - after.position),
    head_hash: head.hash,
    ...(broken && { first_break: cursorAt(broken.position), reason: broken.reason }),
  };
}
