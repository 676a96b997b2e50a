import type { ReadingRejection } from './reading-rejection.js';
import type { Intake } from './telemetry-intake.js';

/** What became of the readings of a request so far. */
export class Tally {
  accepted = 0;
  /** By their place in the request. */
  readonly rejected: ReadingRejection[] = [];
  /** Position in the log that tells of what was stored; undefined when nothing was. */
  position: number | undefined;
  /** Readings that were either stored or rejected. */
  settled = 0;

  static of(intake: Intake): Tally {
    return new Tally().add(intake);
  }

  /** Adds the readings that follow those that were added before. */
  add({ accepted, rejected, position }: Intake): this {
    const before = this.settled;
    this.accepted += accepted.length;
    for (const { index, errors } of rejected) this.rejected.push({ index: before + index, errors });
    this.position = position ?? this.position;
    this.settled += accepted.length + rejected.length;
    return this;
  }
}
