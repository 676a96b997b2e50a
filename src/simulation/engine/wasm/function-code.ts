import { signed, unsigned } from './encoding.js';
import { OPERATIONS, TYPES, type Operation, type ValueType } from './operations.js';

/** A value that generated code computes when a statement needs it: an operation on others, or a variable. */
export interface Value {
  readonly type: ValueType;
  readonly code: readonly number[];
  readonly operands: readonly Value[];
  /** Computed once into a variable when more than one operation uses it. */
  readonly shared: boolean;
  /** The variables that it depends on. */
  readonly reads: ReadonlySet<number>;
}

/** A variable of a function, which keeps its value from one turn of a loop to the next. */
export interface Variable {
  readonly type: ValueType;
  readonly index: number;
}

const LOCAL_GET = 0x20;
const LOCAL_SET = 0x21;
const LOCAL_TEE = 0x22;
const LOOP = 0x03;
const IF = 0x04;
const BRANCH_IF = 0x0d;
const NO_RESULT = 0x40;
const END = 0x0b;

/**
 * The body of one function. Values are pure: statements compute what they need of them, in the order in which
 * they stand, and equal operations on the same values are one value.
 */
export class FunctionCode {
  private readonly locals: ValueType[] = [];
  private readonly bytes: number[] = [];
  private readonly known = new Map<string, Value>();
  private readonly ids = new Map<Value, number>();
  private readonly uses = new Map<Value, number>();
  private readonly computed = new Map<Value, number>();

  constructor(readonly parameters: readonly ValueType[]) {}

  parameter(index: number): Value {
    return this.value(this.parameters[index] ?? 'i32', [LOCAL_GET, ...unsigned(index)], [], false);
  }

  integer(value: number): Value {
    return this.value('i32', [0x41, ...signed(value)], [], false);
  }

  operate(type: ValueType, operation: Operation, operands: readonly Value[], immediate: readonly number[] = []): Value {
    return this.value(type, [...OPERATIONS[operation], ...immediate], operands, true);
  }

  /** Two lanes that never change, from a fixed address: cheap enough to be loaded for each use. */
  constantLanes(address: number): Value {
    return this.value('v128', [...OPERATIONS['v128.load'], ...aligned(3, address)], [this.integer(0)], false);
  }

  variable(type: ValueType, initial: Value): Variable {
    const variable = { type, index: this.newLocal(type) };
    this.set(variable, initial);
    return variable;
  }

  get({ type, index }: Variable): Value {
    return this.value(type, [LOCAL_GET, ...unsigned(index)], [], false, new Set([index]));
  }

  set(variable: Variable, value: Value): void {
    this.compute(value);
    this.bytes.push(LOCAL_SET, ...unsigned(variable.index));
    for (const known of [...this.computed.keys()]) if (known.reads.has(variable.index)) this.computed.delete(known);
  }

  /** Computes a value here and now: what follows may use it, whatever is stored in the meantime. */
  fix(value: Value): Value {
    const { type, index } = this.variable(value.type, value);
    return this.value(type, [LOCAL_GET, ...unsigned(index)], [], false);
  }

  /** A statement: an operation without a result. */
  perform(operation: Operation, operands: readonly Value[], immediate: readonly number[]): void {
    for (const operand of operands) this.compute(operand);
    this.bytes.push(...OPERATIONS[operation], ...immediate);
  }

  /** Runs the body at least once, and again as long as the condition that it returns is not 0. */
  repeat(body: () => Value): void {
    this.bytes.push(LOOP, NO_RESULT);
    this.inOwnScope(() => {
      this.compute(body());
      this.bytes.push(BRANCH_IF, 0);
    });
    this.bytes.push(END);
  }

  when(condition: Value, body: () => void): void {
    this.compute(condition);
    this.bytes.push(IF, NO_RESULT);
    this.inOwnScope(body);
    this.bytes.push(END);
  }

  /** The encoded body. @param result what the function returns */
  finish(result?: Value): number[] {
    if (result) this.compute(result);
    const locals = this.locals.flatMap((type) => [1, TYPES[type]]);
    return [...unsigned(this.locals.length), ...locals, ...this.bytes, END];
  }

  /** How many operations there are: a measure of what compiling costs. */
  get size(): number {
    return this.ids.size;
  }

  /** What is computed inside may be computed again after it, as the inside may not have been run. */
  private inOwnScope(body: () => void): void {
    const before = new Map(this.computed);
    body();
    for (const value of [...this.computed.keys()]) if (!before.has(value)) this.computed.delete(value);
  }

  private value(
    type: ValueType,
    code: readonly number[],
    operands: readonly Value[],
    shared: boolean,
    reads: ReadonlySet<number> = new Set(operands.flatMap((operand) => [...operand.reads])),
  ): Value {
    const key = `${type} ${code.join()} ${operands.map((operand) => this.ids.get(operand)).join()}`;
    const known = this.known.get(key);
    if (known) return known;
    const value = { type, code, operands, shared, reads };
    this.known.set(key, value);
    this.ids.set(value, this.ids.size);
    for (const operand of operands) this.uses.set(operand, (this.uses.get(operand) ?? 0) + 1);
    return value;
  }

  private compute(value: Value): void {
    const local = this.computed.get(value);
    if (local !== undefined) {
      this.bytes.push(LOCAL_GET, ...unsigned(local));
      return;
    }
    for (const operand of value.operands) this.compute(operand);
    for (const byte of value.code) this.bytes.push(byte);
    if (!value.shared || (this.uses.get(value) ?? 0) < 2) return;
    const index = this.newLocal(value.type);
    this.computed.set(value, index);
    this.bytes.push(LOCAL_TEE, ...unsigned(index));
  }

  private newLocal(type: ValueType): number {
    this.locals.push(type);
    return this.parameters.length + this.locals.length - 1;
  }
}

/** The immediate of a load or store. @param power of two that the address is a multiple of */
export function aligned(power: number, offset = 0): number[] {
  return [power, ...unsigned(offset)];
}
