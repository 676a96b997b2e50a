import type { LoadAnswer } from './load-connection.js';
import { LatencyHistogram } from './latency-histogram.js';

/** What came of the requests or messages of a stretch of time. */
export class Tally {
  readonly latency = new LatencyHistogram();
  /** How often each status came that accepted nothing. */
  readonly errors = new Map<string, number>();
  /** Answered requests, or acknowledged messages. */
  answered = 0;
  accepted = 0;
  rejected = 0;

  add(answer: LoadAnswer, latencyMs: number): void {
    this.answered += 1;
    this.accepted += answer.accepted;
    this.rejected += answer.rejected;
    if (answer.accepted + answer.rejected > 0) this.latency.add(latencyMs);
    else this.errors.set(answer.status, (this.errors.get(answer.status) ?? 0) + 1);
  }

  reset(): void {
    this.latency.reset();
    this.errors.clear();
    this.answered = this.accepted = this.rejected = 0;
  }
}
