import { cos, exp, log, log10, sin, tan, tanh } from '../../arithmetic/elementary.js';
import { at } from '../../block.js';
import type { UnaryKernel } from './kernel.js';

/** Functions and operators of one operand. `log` is natural; `round` takes halves up; angles are radians. */
export const UNARY_KERNELS = {
  '-': (out, a, count) => {
    for (let i = 0; i < count; i += 1) out[i] = -at(a, i);
  },
  not: (out, a, count) => {
    for (let i = 0; i < count; i += 1) out[i] = at(a, i) === 0 ? 1 : 0;
  },
  abs: (out, a, count) => {
    for (let i = 0; i < count; i += 1) out[i] = Math.abs(at(a, i));
  },
  sqrt: (out, a, count) => {
    for (let i = 0; i < count; i += 1) out[i] = Math.sqrt(at(a, i));
  },
  exp: each(exp),
  log: each(log),
  log10: each(log10),
  floor: each(Math.floor),
  ceil: each(Math.ceil),
  round: each(Math.round),
  sin: each(sin),
  cos: each(cos),
  tan: each(tan),
  tanh: each(tanh),
} satisfies Record<string, UnaryKernel>;

/** For functions whose own cost outweighs a call that is not inlined. */
function each(compute: (value: number) => number): UnaryKernel {
  return (out, a, count) => {
    for (let i = 0; i < count; i += 1) out[i] = compute(at(a, i));
  };
}
