const COMPARISONS = ['<', '<=', '>', '>=', '==', '!='] as const;

export type BinaryOperator = 'or' | 'and' | (typeof COMPARISONS)[number] | '+' | '-' | '*' | '/' | '%' | '^';
export type PrefixOperator = '-' | 'not';

/** How tightly operators bind, from `or` to `^`. */
export const BINDING = { or: 1, and: 2, not: 3, comparison: 4, sum: 5, product: 6, negation: 7, power: 8 } as const;

const BINARY_BINDING: ReadonlyMap<string, number> = new Map<BinaryOperator, number>([
  ['or', BINDING.or],
  ['and', BINDING.and],
  ...COMPARISONS.map((operator) => [operator, BINDING.comparison] as const),
  ['+', BINDING.sum],
  ['-', BINDING.sum],
  ['*', BINDING.product],
  ['/', BINDING.product],
  ['%', BINDING.product],
  ['^', BINDING.power],
]);

export function isBinaryOperator(text: string): text is BinaryOperator {
  return BINARY_BINDING.has(text);
}

export function bindingOf(operator: BinaryOperator): number {
  return BINARY_BINDING.get(operator) ?? 0;
}
