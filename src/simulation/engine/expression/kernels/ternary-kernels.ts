import { at } from '../../block.js';
import type { TernaryKernel } from './kernel.js';

/** `if(condition, then, otherwise)`, of which both branches are computed, and `clip(value, low, high)`, where high wins. */
export const TERNARY_KERNELS = {
  if: (out, a, b, c, count) => {
    for (let i = 0; i < count; i += 1) out[i] = at(a, i) !== 0 ? at(b, i) : at(c, i);
  },
  clip: (out, a, b, c, count) => {
    for (let i = 0; i < count; i += 1) out[i] = Math.min(Math.max(at(a, i), at(b, i)), at(c, i));
  },
} satisfies Record<string, TernaryKernel>;
