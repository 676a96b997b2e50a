import { plainExponential } from '../arithmetic/exponential.js';
import { power } from '../arithmetic/power.js';
import {
  CENTRAL_HALF_WIDTH,
  centralQuantile,
  FAR_TAIL,
  farTailQuantile,
  tailQuantile,
  tailSize,
} from '../distributions/normal-quantile.js';
import { standardExponential } from '../distributions/standard-exponential.js';
import { aligned, type FunctionCode, type Value, type Variable } from './function-code.js';
import type { LaneAlgebra } from './lane-algebra.js';
import { forEachPair, loadPair, storePair } from './loops.js';
import type { Writing } from './module-code.js';

const DOUBLE_BYTES = 8;
const ENTRY_BYTES = 4;

/** `(uniforms, out, bytes, low, range)` */
export function writeUniform({ code, lanes }: Writing): undefined {
  const [low, range] = [splatOf(code, 3), splatOf(code, 4)];
  mapPairs(code, (u) => lanes.add(low, lanes.mul(range, u)));
}

/** `(uniforms, out, bytes, low, high, split, rising, falling)`, as triangularSampler. */
export function writeTriangular({ code, lanes }: Writing): undefined {
  const low = splatOf(code, 3);
  const high = splatOf(code, 4);
  const [split, rising, falling] = [splatOf(code, 5), splatOf(code, 6), splatOf(code, 7)];
  mapPairs(code, (u) => {
    const left = lanes.less(u, split);
    const right = lanes.mul(lanes.sub(lanes.of(1), u), falling);
    const root = lanes.sqrt(lanes.select(left, lanes.mul(u, rising), right));
    return lanes.select(left, lanes.add(low, root), lanes.sub(high, root));
  });
}

/** `(uniforms, out, bytes, rate)` */
export function writeExponential({ code, lanes }: Writing): undefined {
  const rate = splatOf(code, 3);
  mapPairs(code, (u) => lanes.div(standardExponential(lanes, u), rate));
}

/** `(uniforms, out, bytes, power, scale)` */
export function writeWeibull({ code, lanes }: Writing): undefined {
  const [exponent, scale] = [splatOf(code, 3), splatOf(code, 4)];
  mapPairs(code, (u) => lanes.mul(scale, power(lanes, standardExponential(lanes, u), exponent)));
}

/** `(values, values, bytes)`: the exponential of each, of at most PLAIN_EXPONENT in size, in place. */
export function writeExponentials({ code, lanes }: Writing): undefined {
  mapPairs(code, (x) => plainExponential(lanes, x));
}

/**
 * `(uniforms, out, bytes, list, mean, std)`: normals by inversion. Seven in eight are central; the places of the others are
 * listed at `list`, 4 bytes each, and computed in pairs after it.
 */
export function writeNormal({ code, lanes }: Writing): undefined {
  const [uniforms, out, bytes, list] = [0, 1, 2, 3].map((index) => code.parameter(index)) as Four;
  const [mean, std] = [splatOf(code, 4), splatOf(code, 5)];
  const scaled = (z: Value): Value => lanes.add(mean, lanes.mul(std, z));
  const entry = code.variable('i32', list);
  forEachPair(code, bytes, (offset) => {
    const q = code.fix(lanes.sub(loadPair(code, uniforms, offset), lanes.of(0.5)));
    storePair(code, out, offset, scaled(centralQuantile(lanes, q)));
    const outside = lanes.less(lanes.of(CENTRAL_HALF_WIDTH), lanes.abs(q));
    const mask = code.fix(code.operate('i32', 'i64x2.bitmask', [outside]));
    const one = code.integer(1);
    noteIf(code, entry, offset, code.operate('i32', 'i32.and', [mask, one]));
    const next = code.operate('i32', 'i32.add', [offset, code.integer(DOUBLE_BYTES)]);
    noteIf(code, entry, next, code.operate('i32', 'i32.shr_u', [mask, one]));
  });
  const end = code.fix(code.get(entry));
  code.when(code.operate('i32', 'i32.lt_u', [list, end]), () => {
    // An odd one is computed beside itself.
    const last = code.operate('i32', 'i32.sub', [end, code.integer(ENTRY_BYTES)]);
    code.perform('i32.store', [end, code.operate('i32', 'i32.load', [last], aligned(2))], aligned(2));
    const place = code.variable('i32', list);
    code.repeat(() => {
      writeTailPair(code, lanes, { uniforms, out, scaled }, code.fix(code.get(place)));
      code.set(place, code.operate('i32', 'i32.add', [code.get(place), code.integer(2 * ENTRY_BYTES)]));
      return code.operate('i32', 'i32.lt_u', [code.get(place), end]);
    });
  });
}

type Four = [Value, Value, Value, Value];

interface TailTarget {
  readonly uniforms: Value;
  readonly out: Value;
  readonly scaled: (z: Value) => Value;
}

/** The two samples whose offsets lie at `place`. */
function writeTailPair(
  code: FunctionCode,
  lanes: LaneAlgebra,
  { uniforms, out, scaled }: TailTarget,
  place: Value,
): void {
  const first = code.fix(code.operate('i32', 'i32.load', [place], aligned(2)));
  const second = code.fix(code.operate('i32', 'i32.load', [place], aligned(2, ENTRY_BYTES)));
  const at = (base: Value, offset: Value): Value => code.operate('i32', 'i32.add', [base, offset]);
  const one = code.operate('v128', 'v128.load64_splat', [at(uniforms, first)], aligned(3));
  const p = code.fix(code.operate('v128', 'v128.load64_lane', [at(uniforms, second), one], [...aligned(3), 1]));
  const chance = lanes.lower(p, lanes.sub(lanes.of(1), p));
  const size = code.fix(tailSize(lanes, chance));
  const result = code.variable('v128', tailQuantile(lanes, size));
  const far = code.fix(lanes.less(lanes.of(FAR_TAIL), size));
  code.when(code.operate('i32', 'v128.any_true', [far]), () => {
    code.set(result, lanes.select(far, farTailQuantile(lanes, size), code.get(result)));
  });
  const signed = lanes.withSign(code.get(result), lanes.sub(p, lanes.of(0.5)));
  const value = code.fix(scaled(signed));
  code.perform('v128.store64_lane', [at(out, first), value], [...aligned(3), 0]);
  code.perform('v128.store64_lane', [at(out, second), value], [...aligned(3), 1]);
}

/** Stores a place at the end of the list, and keeps it there when the bit is 1. */
function noteIf(code: FunctionCode, entry: Variable, place: Value, bit: Value): void {
  code.perform('i32.store', [code.get(entry), place], aligned(2));
  const step = code.operate('i32', 'i32.shl', [bit, code.integer(2)]);
  code.set(entry, code.operate('i32', 'i32.add', [code.get(entry), step]));
}

/** From `uniforms` to `out`, the first two parameters, for as many bytes as the third says. */
function mapPairs(code: FunctionCode, map: (value: Value) => Value): void {
  const [from, to, bytes] = [code.parameter(0), code.parameter(1), code.parameter(2)];
  forEachPair(code, bytes, (offset) => {
    storePair(code, to, offset, map(loadPair(code, from, offset)));
  });
}

function splatOf(code: FunctionCode, parameter: number): Value {
  return code.fix(code.operate('v128', 'f64x2.splat', [code.parameter(parameter)]));
}
