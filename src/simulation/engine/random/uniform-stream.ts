import { Philox4x32 } from './philox4x32.js';

const STEP = 2 ** -53;

/**
 * Uniform random numbers of one parameter of one run: a pure function of (seed, parameter, sample, draw), so the
 * numbers do not depend on the order or the size of the pieces that a run is cut into.
 *
 * The Philox key is (seed, parameter); the counter is (sample / 2, draw, lane, 0), whose 128 bits give two samples one
 * number each. A sampler that needs several numbers a sample takes further draws; one that needs several independent
 * sequences of draws takes lanes. A number is a multiple of 2^-53 in (0, 1); the one 0 in 2^53 is given as 2^-54.
 */
export class UniformStream {
  private readonly philox = new Philox4x32();

  /**
   * @param seed 0 to 2^32 - 1
   * @param parameter index of the parameter, 0 to 2^32 - 1
   */
  constructor(
    readonly seed: number,
    readonly parameter: number,
    private readonly laneNumber = 0,
  ) {}

  /** The same parameter's stream, an offset of lanes further: independent of this one. */
  lane(offset: number): UniformStream {
    return new UniformStream(this.seed, this.parameter, this.laneNumber + offset);
  }

  /** The number of one sample (0 to 2^32 - 1) and draw. */
  at(sample: number, draw: number): number {
    this.generate(sample, draw);
    return (sample & 1) === 0 ? this.first() : this.second();
  }

  /** Writes the numbers of `count` samples from `first` on to the front of `out`. */
  fill(out: Float64Array, first: number, count: number, draw = 0): void {
    let index = 0;
    if ((first & 1) === 1 && count > 0) {
      out[0] = this.at(first, draw);
      index = 1;
    }
    for (; index + 1 < count; index += 2) {
      this.generate(first + index, draw);
      out[index] = this.first();
      out[index + 1] = this.second();
    }
    if (index < count) out[index] = this.at(first + index, draw);
  }

  private generate(sample: number, draw: number): void {
    this.philox.generate(sample >>> 1, draw, this.laneNumber, 0, this.seed, this.parameter);
  }

  private first(): number {
    return uniform(this.philox.word0, this.philox.word1);
  }

  private second(): number {
    return uniform(this.philox.word2, this.philox.word3);
  }
}

function uniform(high: number, low: number): number {
  const steps = (high >>> 5) * 0x4000000 + (low >>> 6);
  return (steps === 0 ? 0.5 : steps) * STEP;
}
