import type { FunctionName } from './functions.js';
import type { BinaryOperator, PrefixOperator } from './operators.js';

/** A name in an expression, and where it stands: offset from 0. */
export interface NameNode {
  readonly kind: 'name';
  readonly name: string;
  readonly position: number;
}

/** The tree of an expression: every function is known and has the right number of arguments. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | NameNode
  | { readonly kind: 'prefix'; readonly operator: PrefixOperator; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'call'; readonly function: FunctionName; readonly args: readonly Expression[] };
