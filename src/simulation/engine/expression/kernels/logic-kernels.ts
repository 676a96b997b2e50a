import { at } from '../../block.js';
import type { BinaryKernel } from './kernel.js';

/** Logic gives 1 for true and 0 for false, and takes whatever is unequal to zero for true. Both sides are computed. */
export const LOGIC_KERNELS = {
  and: (out, a, b, count) => {
    for (let i = 0; i < count; i += 1) out[i] = at(a, i) !== 0 && at(b, i) !== 0 ? 1 : 0;
  },
  or: (out, a, b, count) => {
    for (let i = 0; i < count; i += 1) out[i] = at(a, i) !== 0 || at(b, i) !== 0 ? 1 : 0;
  },
} satisfies Record<string, BinaryKernel>;
