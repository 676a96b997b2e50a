import type { Algebra } from './algebra.js';

/** The nearest whole number, halves up, as Math.round: -0 from -0.5 to -0. */
export function roundHalfUp<V, M>(f: Algebra<V, M>, x: V): V {
  const below = f.floor(x);
  const up = f.atMost(f.of(0.5), f.sub(x, below));
  return f.withSign(f.select(up, f.add(below, f.of(1)), below), x);
}
