import { pow } from '../../arithmetic/elementary.js';
import { at } from '../../block.js';
import type { BinaryKernel } from './kernel.js';

/**
 * Arithmetic of IEEE 754 doubles: dividing by zero gives an infinity or NaN. `%` keeps the sign of the dividend; `min` and `max`
 * of a NaN are NaN. Each has a loop of its own, as one loop over a passed function would not be inlined.
 */
export const ARITHMETIC_KERNELS = {
  '+': (out, a, b, count) => {
    for (let i = 0; i < count; i += 1) out[i] = at(a, i) + at(b, i);
  },
  '-': (out, a, b, count) => {
    for (let i = 0; i < count; i += 1) out[i] = at(a, i) - at(b, i);
  },
  '*': (out, a, b, count) => {
    for (let i = 0; i < count; i += 1) out[i] = at(a, i) * at(b, i);
  },
  '/': (out, a, b, count) => {
    for (let i = 0; i < count; i += 1) out[i] = at(a, i) / at(b, i);
  },
  '%': (out, a, b, count) => {
    for (let i = 0; i < count; i += 1) out[i] = at(a, i) % at(b, i);
  },
  '^': (out, a, b, count) => {
    for (let i = 0; i < count; i += 1) out[i] = pow(at(a, i), at(b, i));
  },
  min: (out, a, b, count) => {
    for (let i = 0; i < count; i += 1) out[i] = Math.min(at(a, i), at(b, i));
  },
  max: (out, a, b, count) => {
    for (let i = 0; i < count; i += 1) out[i] = Math.max(at(a, i), at(b, i));
  },
} satisfies Record<string, BinaryKernel>;
