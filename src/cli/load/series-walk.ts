const CENTRE = 50;
/** Share of the way back to the centre that each step goes: strong enough that a healthy value never looks faulty. */
const PULL = 0.3;
/** Largest chance step, so that a value stays within 2 / 0.3 of the centre. */
const STEP = 2;
/** Where the first metric goes when the asset is faulty, and for how many readings. */
const FAULTY = 80;
const FAULT_READINGS = 30;

/**
 * One asset that measures: its metrics walk at random around 50, pulled back like a controlled process, and its time
 * rises with the clock, by a millisecond at least, so that no two of its readings are the same sample.
 */
export class SeriesWalk {
  readonly values: Float64Array;
  /** Time of the present reading, in milliseconds since 1970. */
  at = 0;
  #faulty = 0;

  constructor(
    /** Which asset it is, from 0. */
    readonly index: number,
    metrics: number,
    private readonly random: () => number = Math.random,
  ) {
    this.values = new Float64Array(metrics).fill(CENTRE);
  }

  /** Goes on to the next reading. */
  step(now: number): void {
    this.at = Math.max(now, this.at + 1);
    const { values } = this;
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i] ?? CENTRE;
      values[i] = value + PULL * (CENTRE - value) + STEP * (2 * this.random() - 1);
    }
    if (this.#faulty === 0) return;
    this.#faulty -= 1;
    values[0] = this.#faulty === 0 ? CENTRE : FAULTY + this.random();
  }

  /** Makes the asset faulty for its next readings. */
  fail(): void {
    this.#faulty = FAULT_READINGS;
  }
}
