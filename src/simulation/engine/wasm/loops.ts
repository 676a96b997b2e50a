import { aligned, type FunctionCode, type Value } from './function-code.js';

/** Bytes of a pair of lanes. */
export const PAIR = 16;

/** Runs the body for the offset of each pair in the first `bytes` bytes, a multiple of 16 above 0. */
export function forEachPair(code: FunctionCode, bytes: Value, body: (offset: Value) => void, step = PAIR): void {
  const offset = code.variable('i32', code.integer(0));
  code.repeat(() => {
    body(code.get(offset));
    code.set(offset, code.operate('i32', 'i32.add', [code.get(offset), code.integer(step)]));
    return code.operate('i32', 'i32.lt_u', [code.get(offset), bytes]);
  });
}

/** The pair at an address, as it is here and now. */
export function loadPair(code: FunctionCode, base: Value, offset: Value, displacement = 0): Value {
  const address = code.operate('i32', 'i32.add', [base, offset]);
  return code.fix(code.operate('v128', 'v128.load', [address], aligned(3, displacement)));
}

export function storePair(code: FunctionCode, base: Value, offset: Value, value: Value, displacement = 0): void {
  const address = code.operate('i32', 'i32.add', [base, offset]);
  code.perform('v128.store', [address, value], aligned(3, displacement));
}
