import { decimalLogarithm, logarithm } from '../arithmetic/logarithm.js';
import { exponential } from '../arithmetic/exponential.js';
import { hyperbolicTangent } from '../arithmetic/hyperbolic-tangent.js';
import { isPlainPower, power } from '../arithmetic/power.js';
import { isPlainRemainder, remainder } from '../arithmetic/remainder.js';
import { roundHalfUp } from '../arithmetic/rounding.js';
import { cosine, LARGEST_ANGLE, sine, tangent } from '../arithmetic/trigonometry.js';
import type { Expression } from '../expression/expression.js';
import { namesIn } from '../expression/names-in.js';
import type { BinaryOperator } from '../expression/operators.js';
import type { Value } from './function-code.js';
import type { LaneAlgebra } from './lane-algebra.js';
import { forEachPair, loadPair, storePair } from './loops.js';
import type { Writing } from './module-code.js';

type Call = Extract<Expression, { kind: 'call' }>;

/** The names that an expression uses, in the order of the addresses that its code takes. */
export function inputsOf(expression: Expression): string[] {
  return [...new Set(namesIn(expression).map(({ name }) => name))];
}

/**
 * `(out, bytes, ...columns)`: an expression over columns of values, in the order of inputsOf.
 * @returns 1 when every function knew its arguments; 0 when some values of `out` may be wrong
 */
export function writeKpi(expression: Expression): (writing: Writing) => Value {
  return ({ code, lanes }) => {
    const inputs = inputsOf(expression);
    const plain = code.variable('v128', lanes.equal(lanes.of(0), lanes.of(0)));
    forEachPair(code, code.parameter(1), (offset) => {
      const columns = inputs.map((name, index) => [name, loadPair(code, code.parameter(index + 2), offset)] as const);
      const writer = new ExpressionWriter(lanes, new Map(columns));
      storePair(code, code.parameter(0), offset, writer.write(expression));
      for (const condition of writer.conditions) code.set(plain, lanes.and(code.get(plain), condition));
    });
    return code.operate('i32', 'i64x2.all_true', [code.get(plain)]);
  };
}

class ExpressionWriter {
  /** What must hold for the value to be right. */
  readonly conditions: Value[] = [];
  private readonly constants = new Map<Value, number>();

  constructor(
    private readonly f: LaneAlgebra,
    private readonly columns: ReadonlyMap<string, Value>,
  ) {}

  write(node: Expression): Value {
    const { f } = this;
    switch (node.kind) {
      case 'number':
        return this.constant(node.value);
      case 'name':
        return this.columns.get(node.name) ?? f.of(NaN);
      case 'prefix':
        if (node.operator === '-' && node.operand.kind === 'number') return this.constant(-node.operand.value);
        return node.operator === '-'
          ? f.negate(this.write(node.operand))
          : this.truth(f.equal(this.write(node.operand), f.of(0)));
      case 'binary':
        return this.binary(node.operator, this.write(node.left), this.write(node.right));
      case 'call':
        return this.call(node);
    }
  }

  private binary(operator: BinaryOperator, a: Value, b: Value): Value {
    const { f } = this;
    switch (operator) {
      case '+':
        return f.add(a, b);
      case '-':
        return f.sub(a, b);
      case '*':
        return f.mul(a, b);
      case '/':
        return f.div(a, b);
      case '%':
        this.conditions.push(isPlainRemainder(f, a, b));
        return remainder(f, a, b);
      case '^':
        this.conditions.push(isPlainPower(f, a, b));
        return power(f, a, b);
      case '<':
        return this.truth(f.less(a, b));
      case '<=':
        return this.truth(f.atMost(a, b));
      case '>':
        return this.truth(f.less(b, a));
      case '>=':
        return this.truth(f.atMost(b, a));
      case '==':
        return this.truth(f.equal(a, b));
      case '!=':
        return this.truth(f.not(f.equal(a, b)));
      case 'and':
        return this.truth(f.and(this.isTrue(a), this.isTrue(b)));
      case 'or':
        return this.truth(f.or(this.isTrue(a), this.isTrue(b)));
    }
  }

  private call(node: Call): Value {
    const { f } = this;
    const args = node.args.map((arg) => this.write(arg));
    const [a, b, c] = [args[0] ?? f.of(NaN), args[1] ?? f.of(NaN), args[2] ?? f.of(NaN)];
    switch (node.function) {
      case 'if':
        return f.select(this.isTrue(a), b, c);
      case 'clip':
        return this.least(this.most(a, b), c);
      case 'min':
        return args.reduce((least, arg) => this.least(least, arg));
      case 'max':
        return args.reduce((most, arg) => this.most(most, arg));
      case 'pow':
        return this.binary('^', a, b);
      case 'abs':
        return f.abs(a);
      case 'sqrt':
        return f.sqrt(a);
      case 'exp':
        return exponential(f, a);
      case 'log':
        return logarithm(f, a);
      case 'log10':
        return decimalLogarithm(f, a);
      case 'floor':
        return f.floor(a);
      case 'ceil':
        return f.ceil(a);
      case 'round':
        return roundHalfUp(f, a);
      case 'sin':
        return this.ofAngle(a, sine);
      case 'cos':
        return this.ofAngle(a, cosine);
      case 'tan':
        return this.ofAngle(a, tangent);
      case 'tanh':
        return hyperbolicTangent(f, a);
    }
  }

  /** Math.min. Where the second is known not to be NaN, an instruction will do in place of seven. */
  private least(a: Value, b: Value): Value {
    const known = this.constants.get(b);
    return known === undefined || Object.is(known, -0) ? this.f.min(a, b) : this.f.lower(a, b);
  }

  /** Math.max, likewise; but of the zeros it has to take the positive one. */
  private most(a: Value, b: Value): Value {
    return this.constants.get(b) ? this.f.upper(a, b) : this.f.max(a, b);
  }

  private constant(value: number): Value {
    const constant = this.f.of(value);
    this.constants.set(constant, value);
    return constant;
  }

  private ofAngle(angle: Value, compute: (f: LaneAlgebra, angle: Value) => Value): Value {
    this.conditions.push(this.f.atMost(this.f.abs(angle), this.f.of(LARGEST_ANGLE)));
    return compute(this.f, angle);
  }

  private isTrue(a: Value): Value {
    return this.f.not(this.f.equal(a, this.f.of(0)));
  }

  private truth(mask: Value): Value {
    return this.f.and(mask, this.f.of(1));
  }
}
