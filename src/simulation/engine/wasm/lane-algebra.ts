import type { Algebra } from '../arithmetic/algebra.js';
import type { ConstantPool } from './constant-pool.js';
import type { FunctionCode, Value } from './function-code.js';
import type { Operation } from './operations.js';

const SIGN_BITS = 0x8000000000000000n;
const MANTISSA_BITS = 0x000fffffffffffffn;
const EXPONENT_BITS = 0x7ffn;
const HIGH_BITS = 0xffffffff00000000n;
/** A whole number below 2^51 in the lower bits of this one is the number plus 2^52. */
const WHOLE = 2 ** 52;
const WHOLE_BITS = 0x4330000000000000n;
const ONE_BITS = 0x3ff0000000000000n;
const BIAS = 1023;

/** Writes operations on pairs of lanes as code. Truth values are lanes of ones or zeros. */
export class LaneAlgebra implements Algebra<Value, Value> {
  constructor(
    private readonly code: FunctionCode,
    private readonly pool: ConstantPool,
  ) {}

  of(value: number): Value {
    return this.code.constantLanes(this.pool.addressOf(value));
  }

  /** Two lanes of any bits; the second as the first when it is not given. */
  bits(first: bigint, second = first): Value {
    return this.code.constantLanes(this.pool.addressOfBits(first, second));
  }

  readonly add = this.binary('f64x2.add');
  readonly sub = this.binary('f64x2.sub');
  readonly mul = this.binary('f64x2.mul');
  readonly div = this.binary('f64x2.div');
  readonly min = this.binary('f64x2.min');
  readonly max = this.binary('f64x2.max');
  readonly lower = this.binary('f64x2.pmin');
  readonly upper = this.binary('f64x2.pmax');
  readonly less = this.binary('f64x2.lt');
  readonly atMost = this.binary('f64x2.le');
  readonly equal = this.binary('f64x2.eq');
  readonly and = this.binary('v128.and');
  readonly or = this.binary('v128.or');
  readonly xor = this.binary('v128.xor');
  readonly sqrt = this.unary('f64x2.sqrt');
  readonly abs = this.unary('f64x2.abs');
  readonly negate = this.unary('f64x2.neg');
  readonly floor = this.unary('f64x2.floor');
  readonly ceil = this.unary('f64x2.ceil');
  readonly not = this.unary('v128.not');

  select(condition: Value, yes: Value, no: Value): Value {
    return this.code.operate('v128', 'v128.bitselect', [yes, no, condition]);
  }

  withSign(size: Value, sign: Value): Value {
    return this.or(size, this.and(sign, this.bits(SIGN_BITS)));
  }

  powerOfTwo(n: Value): Value {
    return this.shift('i64x2.shl', this.add(n, this.of(WHOLE + BIAS)), 52);
  }

  exponent(a: Value): Value {
    const biased = this.and(this.shift('i64x2.shr_u', a, 52), this.bits(EXPONENT_BITS));
    return this.sub(this.or(biased, this.bits(WHOLE_BITS)), this.of(WHOLE + BIAS));
  }

  mantissa(a: Value): Value {
    return this.or(this.and(a, this.bits(MANTISSA_BITS)), this.bits(ONE_BITS));
  }

  high(a: Value): Value {
    return this.and(a, this.bits(HIGH_BITS));
  }

  private shift(operation: Operation, a: Value, by: number): Value {
    return this.code.operate('v128', operation, [a, this.code.integer(by)]);
  }

  private unary(operation: Operation): (a: Value) => Value {
    return (a) => this.code.operate('v128', operation, [a]);
  }

  private binary(operation: Operation): (a: Value, b: Value) => Value {
    return (a, b) => this.code.operate('v128', operation, [a, b]);
  }
}
