import { at } from '../block.js';

/**
 * Count, mean and sum of squared deviations of some values. Two disjoint parts merge into the whole, so parts may be
 * computed apart; merging in the same order gives the same bits.
 */
export class Moments {
  static readonly NONE = new Moments(0, 0, 0);

  constructor(
    readonly count: number,
    readonly mean: number,
    /** Σ(x - mean)² */
    readonly squares: number,
  ) {}

  /**
   * The moments of values[from] to values[to - 1] by the corrected two-pass algorithm (Chan, Golub and LeVeque 1983). Every
   * fourth value goes to a sum of its own: that order is part of the result's last bits.
   */
  static of(values: Float64Array, from = 0, to = values.length): Moments {
    const count = to - from;
    if (count <= 0) return Moments.NONE;
    const mean = sumOf(values, from, to) / count;
    const { deviations, squares } = deviationsOf(values, from, to, mean);
    return Moments.around(count, mean, deviations, squares);
  }

  /** The moments of values whose deviations from a mean have these sums. */
  static around(count: number, mean: number, deviations: number, squares: number): Moments {
    return new Moments(count, mean, Math.max(0, squares - (deviations * deviations) / count));
  }

  /** The moments with one value more (Welford 1962). */
  add(value: number): Moments {
    const count = this.count + 1;
    const delta = value - this.mean;
    const mean = this.mean + delta / count;
    return new Moments(count, mean, this.squares + delta * (value - mean));
  }

  /** The moments of both parts together (Chan, Golub and LeVeque 1979). */
  merge(other: Moments): Moments {
    if (this.count === 0) return other;
    if (other.count === 0) return this;
    const count = this.count + other.count;
    const delta = other.mean - this.mean;
    const mean = this.mean + (delta * other.count) / count;
    const between = (delta * delta * this.count * other.count) / count;
    return new Moments(count, mean, this.squares + other.squares + between);
  }

  /** Sample standard deviation, with divisor count - 1; 0 for fewer than two values. */
  get std(): number {
    return this.count < 2 ? 0 : Math.sqrt(this.squares / (this.count - 1));
  }

  /** Standard error of the mean; 0 for fewer than two values. */
  get standardError(): number {
    return this.count < 2 ? 0 : this.std / Math.sqrt(this.count);
  }

  /**
   * Standard error of the mean as a share of its size, 0 to 1: capped at 1, where the mean cannot be told from zero.
   * One value alone tells nothing of its error: 1.
   */
  get relativeStandardError(): number {
    if (this.count < 2) return 1;
    if (this.standardError === 0) return 0;
    return Math.min(1, this.standardError / Math.abs(this.mean));
  }
}

const LANES = 4;

function sumOf(values: Float64Array, from: number, to: number): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  let index = from;
  for (; index + LANES <= to; index += LANES) {
    a += at(values, index);
    b += at(values, index + 1);
    c += at(values, index + 2);
    d += at(values, index + 3);
  }
  if (index < to) a += at(values, index);
  if (index + 1 < to) b += at(values, index + 1);
  if (index + 2 < to) c += at(values, index + 2);
  return a + b + (c + d);
}

function deviationsOf(
  values: Float64Array,
  from: number,
  to: number,
  mean: number,
): { deviations: number; squares: number } {
  let [a, b, c, d] = [0, 0, 0, 0];
  let [aa, bb, cc, dd] = [0, 0, 0, 0];
  let index = from;
  for (; index + LANES <= to; index += LANES) {
    const [p, q] = [at(values, index) - mean, at(values, index + 1) - mean];
    const [r, s] = [at(values, index + 2) - mean, at(values, index + 3) - mean];
    a += p;
    b += q;
    c += r;
    d += s;
    aa += p * p;
    bb += q * q;
    cc += r * r;
    dd += s * s;
  }
  const p = index < to ? at(values, index) - mean : 0;
  const q = index + 1 < to ? at(values, index + 1) - mean : 0;
  const r = index + 2 < to ? at(values, index + 2) - mean : 0;
  a += p;
  b += q;
  c += r;
  aa += p * p;
  bb += q * q;
  cc += r * r;
  return { deviations: a + b + (c + d), squares: aa + bb + (cc + dd) };
}
