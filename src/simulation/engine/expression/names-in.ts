import type { Expression, NameNode } from './expression.js';

/** Every use of a name in an expression, from left to right. */
export function namesIn(expression: Expression): NameNode[] {
  switch (expression.kind) {
    case 'number':
      return [];
    case 'name':
      return [expression];
    case 'prefix':
      return namesIn(expression.operand);
    case 'binary':
      return [...namesIn(expression.left), ...namesIn(expression.right)];
    case 'call':
      return expression.args.flatMap(namesIn);
  }
}
