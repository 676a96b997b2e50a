import { log } from '../arithmetic/elementary.js';
import { at } from '../block.js';
import type { UniformStream } from '../random/uniform-stream.js';
import { inverseNormal } from './inverse-normal.js';

/**
 * Gamma variates of scale 1 and shape at least 1, by the rejection method of Marsaglia and Tsang, "A simple method for
 * generating gamma variables" (ACM TOMS 26(3), 2000). Attempt n of a sample takes draws 2n and 2n + 1 of that sample,
 * so a rejection touches no other sample. More than 95% of first attempts are accepted.
 */
export class StandardGamma {
  private readonly d: number;
  private readonly c: number;
  private accepting = new Float64Array(0);

  constructor(shape: number) {
    this.d = shape - 1 / 3;
    this.c = 1 / Math.sqrt(9 * this.d);
  }

  fill(out: Float64Array, stream: UniformStream, first: number, count: number): void {
    if (this.accepting.length < count) this.accepting = new Float64Array(count);
    stream.fill(out, first, count, 0);
    stream.fill(this.accepting, first, count, 1);
    for (let i = 0; i < count; i += 1) {
      let value = this.attempt(at(out, i), at(this.accepting, i));
      for (let draw = 2; value === 0; draw += 2) {
        value = this.attempt(stream.at(first + i, draw), stream.at(first + i, draw + 1));
      }
      out[i] = value;
    }
  }

  /** A variate, or 0 when the attempt is rejected. */
  private attempt(proposing: number, accepting: number): number {
    const x = inverseNormal(proposing);
    const root = 1 + this.c * x;
    if (root <= 0) return 0;
    const v = root * root * root;
    const square = x * x;
    if (accepting < 1 - 0.0331 * square * square) return this.d * v;
    return log(accepting) < 0.5 * square + this.d * (1 - v + log(v)) ? this.d * v : 0;
  }
}
