import { aligned, type FunctionCode, type Value } from './function-code.js';
import { PAIR } from './loops.js';
import type { Writing } from './module-code.js';
import type { Operation } from './operations.js';

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;
const COUNTERS = 4;
/** Bytes of the samples of four counters, two each. */
const GROUP_BYTES = 64;
/** Groups that are computed beside each other, as each waits for its own results. */
const GROUPS = 2;
/** What the number of bytes must be a multiple of. */
export const UNIFORMS_STEP = GROUPS * GROUP_BYTES;

const MIDDLE_SWAPPED = [0, 2, 1, 3];

/**
 * `(out, bytes, counter, seed, parameter)`: UniformStream.fill of draw 0 and lane 0 from sample 2 · counter on, for a
 * multiple of 128 bytes; four Philox counters in four lanes at a time.
 */
export function writeUniforms({ code, lanes }: Writing): undefined {
  const [out, bytes, counter, seed, parameter] = [0, 1, 2, 3, 4].map((index) => code.parameter(index)) as Five;
  const keys0 = roundKeys(code, seed, WEYL_0);
  const keys1 = roundKeys(code, parameter, WEYL_1);
  const offsets = lanes.bits(0x0000000100000000n, 0x0000000300000002n);
  const counters = code.variable('v128', op(code, 'i32x4.add', splat(code, counter), offsets));
  const end = code.fix(code.operate('i32', 'i32.add', [out, bytes]));
  const address = code.variable('i32', out);
  const zero = code.fix(splat(code, code.integer(0)));
  const factor0 = code.fix(splat(code, code.integer(MULTIPLIER_0 | 0)));
  const factor1 = code.fix(splat(code, code.integer(MULTIPLIER_1 | 0)));
  code.repeat(() => {
    const groups = Array.from({ length: GROUPS }, (_, group): Words => {
      const ahead = BigInt(group * COUNTERS);
      const first = op(code, 'i32x4.add', code.get(counters), lanes.bits(ahead | (ahead << 32n)));
      return [code.fix(first), zero, zero, zero];
    });
    for (let round = 0; round < ROUNDS; round += 1) {
      const [key0, key1] = [keys0[round] ?? zero, keys1[round] ?? zero];
      for (const group of groups) mix(code, group, [factor0, factor1], [key0, key1]);
    }
    groups.forEach((group, index) => {
      storeUniforms({ code, lanes }, group, code.get(address), index * GROUP_BYTES);
    });
    const ahead = BigInt(GROUPS * COUNTERS);
    code.set(counters, op(code, 'i32x4.add', code.get(counters), lanes.bits(ahead | (ahead << 32n))));
    code.set(address, code.operate('i32', 'i32.add', [code.get(address), code.integer(UNIFORMS_STEP)]));
    return code.operate('i32', 'i32.lt_u', [code.get(address), end]);
  });
}

type Five = [Value, Value, Value, Value, Value];
type Two = readonly [Value, Value];
/** Words 0 to 3 of four counters. */
type Words = [Value, Value, Value, Value];

/** One round of four counters, in place. */
function mix(code: FunctionCode, group: Words, [factor0, factor1]: Two, [key0, key1]: Two): void {
  const [x0, x1, x2, x3] = group;
  const high0 = highWords(code, x0, factor0);
  const high1 = highWords(code, x2, factor1);
  const [low0, low1] = [code.fix(op(code, 'i32x4.mul', x0, factor0)), code.fix(op(code, 'i32x4.mul', x2, factor1))];
  group[0] = code.fix(xor(code, xor(code, high1, x1), key0));
  group[1] = low1;
  group[2] = code.fix(xor(code, xor(code, high0, x3), key1));
  group[3] = low0;
}

/** Stores the eight numbers of four counters. */
function storeUniforms({ code, lanes }: Writing, [x0, x1, x2, x3]: Words, address: Value, displacement: number): void {
  const highs = interleaved(code, shifted(code, x0, 5), shifted(code, x2, 5));
  const lows = interleaved(
    code,
    shifted(code, words(code, x1, x1, MIDDLE_SWAPPED), 6),
    shifted(code, words(code, x3, x3, MIDDLE_SWAPPED), 6),
  );
  highs.forEach((high, pair) => {
    const low = lows[pair] ?? high;
    const steps = lanes.add(
      lanes.mul(convert(code, high), lanes.of(2 ** -27)),
      lanes.mul(convert(code, low), lanes.of(2 ** -53)),
    );
    const uniform = lanes.upper(steps, lanes.of(2 ** -54));
    code.perform('v128.store', [address, uniform], aligned(3, displacement + pair * PAIR));
  });
}

function roundKeys(code: FunctionCode, key: Value, weyl: number): Value[] {
  return Array.from({ length: ROUNDS }, (_, round) => {
    const added = code.operate('i32', 'i32.add', [key, code.integer(Math.imul(weyl, round))]);
    return code.fix(splat(code, added));
  });
}

/**
 * The upper words of the products, with the two in the middle swapped: that costs less than their order, and as
 * they meet words that have been swapped once or not at all, every second round sets it right.
 */
function highWords(code: FunctionCode, a: Value, factor: Value): Value {
  const first = op(code, 'i64x2.extmul_low_i32x4_u', a, factor);
  const second = op(code, 'i64x2.extmul_high_i32x4_u', a, factor);
  const shiftedFirst = code.operate('v128', 'i64x2.shr_u', [first, code.integer(32)]);
  return code.fix(words(code, shiftedFirst, second, [0, 5, 2, 7]));
}

/** The values of the counters' two samples beside each other, a pair of lanes in the lower half of each. */
function interleaved(code: FunctionCode, even: Value, odd: Value): Value[] {
  const first = code.fix(words(code, even, odd, [0, 4, 1, 5]));
  const second = code.fix(words(code, even, odd, [2, 6, 3, 7]));
  return [first, upperHalf(code, first), second, upperHalf(code, second)];
}

function upperHalf(code: FunctionCode, a: Value): Value {
  return words(code, a, a, [2, 3, 2, 3]);
}

/** Four of the eight 32-bit words of a and b. */
function words(code: FunctionCode, a: Value, b: Value, places: readonly number[]): Value {
  return code.operate(
    'v128',
    'i8x16.shuffle',
    [a, b],
    places.flatMap((place) => [0, 1, 2, 3].map((byte) => 4 * place + byte)),
  );
}

function splat(code: FunctionCode, value: Value): Value {
  return code.operate('v128', 'i32x4.splat', [value]);
}

function shifted(code: FunctionCode, a: Value, by: number): Value {
  return code.operate('v128', 'i32x4.shr_u', [a, code.integer(by)]);
}

function convert(code: FunctionCode, a: Value): Value {
  return code.operate('v128', 'f64x2.convert_low_i32x4_s', [a]);
}

function xor(code: FunctionCode, a: Value, b: Value): Value {
  return op(code, 'v128.xor', a, b);
}

function op(code: FunctionCode, operation: Operation, a: Value, b: Value): Value {
  return code.operate('v128', operation, [a, b]);
}
