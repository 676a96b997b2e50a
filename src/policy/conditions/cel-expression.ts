import { celEnv, isCelError, parse, plan, type CelInput, type CelResult } from '@bufbuild/cel';
import { unknownNames } from './cel-names.js';

const environment = celEnv();
const isFunction = (name: string): boolean => environment.funcs.find(name) !== undefined;

/** What an expression is judged on: JSON values by name. */
export type Facts = Readonly<Record<string, unknown>>;

/** A CEL expression that cannot be compiled, or not be judged on given facts. */
export class ConditionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConditionError';
  }
}

/** A compiled expression of the Common Expression Language (https://cel.dev). */
export class CelExpression {
  private readonly evaluate: (facts: Record<string, CelInput>) => CelResult;

  /**
   * @param names what the expression may speak of
   * @throws ConditionError when it is not CEL, or speaks of something else
   */
  constructor(
    readonly source: string,
    names: readonly string[],
  ) {
    try {
      const tree = parse(source);
      const unknown = unknownNames(tree.expr, { variables: names, isFunction });
      if (unknown.length > 0)
        throw new ConditionError(`${unknown.join(', ')} is not known here; ${names.join(', ')} are`);
      this.evaluate = plan(environment, tree);
    } catch (error) {
      if (error instanceof ConditionError) throw error;
      throw new ConditionError(error instanceof Error ? error.message : String(error));
    }
  }

  /** @throws ConditionError when it gives no truth value for these facts */
  holds(facts: Facts): boolean {
    const value = this.value(facts);
    if (typeof value !== 'boolean') throw new ConditionError('the expression gives no truth value');
    return value;
  }

  /** @throws ConditionError when it gives no finite number for these facts */
  number(facts: Facts): number {
    const value = this.value(facts);
    const number = typeof value === 'bigint' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
    throw new ConditionError('the expression gives no finite number');
  }

  private value(facts: Facts): unknown {
    const result = this.evaluate(facts as Record<string, CelInput>);
    if (isCelError(result)) throw new ConditionError(result.message);
    return result;
  }
}
