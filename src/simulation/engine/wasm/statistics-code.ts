import { LARGEST_USABLE } from '../statistics/largest-usable.js';
import { aligned, type FunctionCode, type Value, type Variable } from './function-code.js';
import { forEachPair, loadPair, PAIR } from './loops.js';
import type { Writing } from './module-code.js';

const PAIRS = [0, 1];
const STEP = PAIRS.length * PAIR;

/**
 * `(values, bytes, sums)`: the sums of every fourth value, as Moments has them, to `sums`.
 * @returns 1 when each value is usable: a number of at most 10^150 in size
 */
export function writeSums({ code, lanes }: Writing): Value {
  const [values, bytes, sums] = [code.parameter(0), code.parameter(1), code.parameter(2)];
  const totals = accumulators(code, lanes.of(0));
  const usable = code.variable('v128', lanes.equal(lanes.of(0), lanes.of(0)));
  forEachPair(
    code,
    bytes,
    (offset) => {
      totals.forEach((total, pair) => {
        const value = loadPair(code, values, offset, pair * PAIR);
        code.set(total, lanes.add(code.get(total), value));
        code.set(usable, lanes.and(code.get(usable), lanes.atMost(lanes.abs(value), lanes.of(LARGEST_USABLE))));
      });
    },
    STEP,
  );
  storeAll(code, totals, sums, 0);
  return code.operate('i32', 'i64x2.all_true', [code.get(usable)]);
}

/** `(values, bytes, sums, mean)`: likewise the sums of deviations from the mean, and of their squares behind them. */
export function writeDeviations({ code, lanes }: Writing): undefined {
  const [values, bytes, sums] = [code.parameter(0), code.parameter(1), code.parameter(2)];
  const mean = code.fix(code.operate('v128', 'f64x2.splat', [code.parameter(3)]));
  const totals = accumulators(code, lanes.of(0));
  const squares = accumulators(code, lanes.of(0));
  forEachPair(
    code,
    bytes,
    (offset) => {
      totals.forEach((total, pair) => {
        const square = squares[pair];
        const deviation = code.fix(lanes.sub(loadPair(code, values, offset, pair * PAIR), mean));
        code.set(total, lanes.add(code.get(total), deviation));
        if (square) code.set(square, lanes.add(code.get(square), lanes.mul(deviation, deviation)));
      });
    },
    STEP,
  );
  storeAll(code, totals, sums, 0);
  storeAll(code, squares, sums, STEP);
}

function accumulators(code: FunctionCode, zero: Value): Variable[] {
  return PAIRS.map(() => code.variable('v128', zero));
}

function storeAll(code: FunctionCode, totals: readonly Variable[], address: Value, displacement: number): void {
  totals.forEach((total, pair) => {
    code.perform('v128.store', [address, code.get(total)], aligned(3, displacement + pair * PAIR));
  });
}
