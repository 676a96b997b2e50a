import type { Assessment } from './confidence.js';

/** How earlier actions of one type on one twin turned out. */
export interface TrackRecord {
  readonly trials: number;
  readonly successes: number;
}

/** The rule of succession (Laplace 1814): (successes + 1) / (trials + 2), which is never quite sure. */
export function assessHistory({ trials, successes }: TrackRecord, type: string | undefined): Assessment {
  if (type === undefined) return { score: undefined, explanation: 'There is no action whose history could be known.' };
  if (trials === 0) return { score: undefined, explanation: `No ${type} has been done on this twin yet.` };
  const score = (successes + 1) / (trials + 2);
  return { score, explanation: `${successes} of ${trials} earlier ${type} on this twin succeeded.` };
}
