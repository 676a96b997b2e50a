import { at } from '../../block.js';
import type { BinaryKernel } from './kernel.js';

/** Comparisons give 1 for true and 0 for false; as in IEEE 754, NaN is unequal to all and neither less nor greater. */
export const COMPARISON_KERNELS = {
  '<': (out, a, b, count) => {
    for (let i = 0; i < count; i += 1) out[i] = at(a, i) < at(b, i) ? 1 : 0;
  },
  '<=': (out, a, b, count) => {
    for (let i = 0; i < count; i += 1) out[i] = at(a, i) <= at(b, i) ? 1 : 0;
  },
  '>': (out, a, b, count) => {
    for (let i = 0; i < count; i += 1) out[i] = at(a, i) > at(b, i) ? 1 : 0;
  },
  '>=': (out, a, b, count) => {
    for (let i = 0; i < count; i += 1) out[i] = at(a, i) >= at(b, i) ? 1 : 0;
  },
  '==': (out, a, b, count) => {
    for (let i = 0; i < count; i += 1) out[i] = at(a, i) === at(b, i) ? 1 : 0;
  },
  '!=': (out, a, b, count) => {
    for (let i = 0; i < count; i += 1) out[i] = at(a, i) !== at(b, i) ? 1 : 0;
  },
} satisfies Record<string, BinaryKernel>;
