export { exp } from './scalar-exponential.js';
export { log } from './scalar-logarithm.js';
import { hyperbolicTangent } from './hyperbolic-tangent.js';
import { decimalLogarithm } from './logarithm.js';
import { NUMBERS } from './number-algebra.js';
import { isPlainPower, power } from './power.js';
import { cosine, LARGEST_ANGLE, sine, tangent } from './trigonometry.js';

/**
 * The elementary functions of the engine over numbers. They differ from Math's in the last bits, and are the same on every
 * platform and in generated code; where a function says that it does not know an argument, Math's is taken.
 */
export const log10 = (x: number): number => decimalLogarithm(NUMBERS, x);
export const tanh = (x: number): number => hyperbolicTangent(NUMBERS, x);
export const sin = (x: number): number => (isPlainAngle(x) ? sine(NUMBERS, x) : Math.sin(x));
export const cos = (x: number): number => (isPlainAngle(x) ? cosine(NUMBERS, x) : Math.cos(x));
export const tan = (x: number): number => (isPlainAngle(x) ? tangent(NUMBERS, x) : Math.tan(x));
export const pow = (x: number, y: number): number => (isPlainPower(NUMBERS, x, y) ? power(NUMBERS, x, y) : x ** y);

function isPlainAngle(x: number): boolean {
  return Math.abs(x) <= LARGEST_ANGLE;
}
