/** Longest rest between two beats that do little, in milliseconds: how much later than at once an event may go out. */
const LONGEST_REST_MS = 20;
/** A beat is followed by a rest of so many times its length, up to the longest. */
const REST = 5;
/** However long a beat is, the process gets this share of it for everything else before the next. */
const LEAST_REST = 0.5;

/** The time to rest after a beat: hardly any while there are few clients, and longer than 20 ms only when it must be. */
export function restAfter(beatMs: number): number {
  return Math.max(Math.min(beatMs * REST, LONGEST_REST_MS), beatMs * LEAST_REST);
}

/**
 * Brings many small pieces of work together: what is asked for after a quiet time is done at once, and what is asked for
 * during a rest is done together at its end. So events that come fast leave in one write per client instead of in many.
 */
export class Pulse {
  private asked = new Set<() => void>();
  private restsUntil = 0;

  /** Has the work done at the next beat, once, however often it is asked for. */
  ask(work: () => void): void {
    const due = this.asked.size > 0;
    this.asked.add(work);
    if (due) return;
    const restMs = this.restsUntil - performance.now();
    if (restMs > 0) setTimeout(this.beat, Math.ceil(restMs));
    else setImmediate(this.beat);
  }

  private readonly beat = (): void => {
    const work = this.asked;
    this.asked = new Set();
    const begun = performance.now();
    for (const each of work) each();
    const now = performance.now();
    this.restsUntil = now + restAfter(now - begun);
  };
}
