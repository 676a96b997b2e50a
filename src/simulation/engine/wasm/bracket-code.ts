import { aligned, type FunctionCode, type Value, type Variable } from './function-code.js';
import { forEachPair, loadPair, PAIR } from './loops.js';
import type { Writing } from './module-code.js';

/** Brackets that are told apart in one pass. */
export const MOST_BRACKETS = 6;

const DOUBLE_BYTES = 8;
const LANES = [0, 1] as const;

/**
 * `(values, bytes, bounds, counts, out)`: the bounds are the lows and then the highs of disjoint brackets, 12 doubles. Adds
 * minus the number of values at or above each low to `counts`, a pair of 64-bit integers for each, and
 * writes the values that lie in a bracket to `out`, which needs room for all and one more.
 * @returns the address behind the last value written
 */
export function writeBrackets({ code, lanes }: Writing): Value {
  const [values, bytes, bounds, counts] = [0, 1, 2, 3].map((index) => code.parameter(index)) as Four;
  const bound = (index: number): Value =>
    code.fix(code.operate('v128', 'v128.load64_splat', [bounds], aligned(3, DOUBLE_BYTES * index)));
  const brackets = Array.from({ length: MOST_BRACKETS }, (_, index) => ({
    low: bound(index),
    high: bound(index + MOST_BRACKETS),
    count: code.variable('v128', code.operate('v128', 'v128.load', [counts], aligned(3, PAIR * index))),
  }));
  const end = code.variable('i32', code.parameter(4));
  forEachPair(code, bytes, (offset) => {
    const pair = loadPair(code, values, offset);
    let inside = lanes.of(0);
    for (const { low, high, count } of brackets) {
      const reached = code.fix(lanes.atMost(low, pair));
      code.set(count, code.operate('v128', 'i64x2.add', [code.get(count), reached]));
      const passed = lanes.less(high, pair);
      inside = code.fix(lanes.xor(inside, lanes.xor(reached, passed)));
    }
    code.when(code.operate('i32', 'v128.any_true', [inside]), () => {
      keep(code, pair, inside, end);
    });
  });
  brackets.forEach(({ count }, index) => {
    code.perform('v128.store', [counts, code.get(count)], aligned(3, PAIR * index));
  });
  return code.get(end);
}

type Four = [Value, Value, Value, Value];

/** Stores both lanes, and moves on after those that are inside. */
function keep(code: FunctionCode, pair: Value, inside: Value, end: Variable): void {
  const mask = code.fix(code.operate('i32', 'i64x2.bitmask', [inside]));
  for (const lane of LANES) {
    code.perform('v128.store64_lane', [code.get(end), pair], [...aligned(3), lane]);
    const bit = code.operate('i32', 'i32.and', [
      code.operate('i32', 'i32.shr_u', [mask, code.integer(lane)]),
      code.integer(1),
    ]);
    const step = code.operate('i32', 'i32.shl', [bit, code.integer(3)]);
    code.set(end, code.operate('i32', 'i32.add', [code.get(end), step]));
  }
}
