import type { Algebra } from './algebra.js';

/** 1.5 · 2^52: a sum with it has no bits below 1. */
const SHIFT = 6755399441055744;

/** The whole number nearest to x, halves to even, for |x| below 2^51. */
export function nearestWhole<V, M>(f: Algebra<V, M>, x: V): V {
  return f.sub(f.add(x, f.of(SHIFT)), f.of(SHIFT));
}
