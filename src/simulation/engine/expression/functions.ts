interface Arity {
  readonly least: number;
  readonly most: number;
}

const ONE = { least: 1, most: 1 };
const TWO = { least: 2, most: 2 };
const THREE = { least: 3, most: 3 };
const MANY = { least: 2, most: Infinity };

const ARITIES = {
  if: THREE,
  clip: THREE,
  min: MANY,
  max: MANY,
  abs: ONE,
  sqrt: ONE,
  exp: ONE,
  log: ONE,
  log10: ONE,
  pow: TWO,
  floor: ONE,
  ceil: ONE,
  round: ONE,
  sin: ONE,
  cos: ONE,
  tan: ONE,
  tanh: ONE,
} satisfies Record<string, Arity>;

export type FunctionName = keyof typeof ARITIES;

/** What may be called, and with how many arguments. A map, so that no name of Object.prototype is a function. */
export const FUNCTIONS: ReadonlyMap<string, Arity> = new Map(Object.entries(ARITIES));

export function isFunctionName(name: string): name is FunctionName {
  return FUNCTIONS.has(name);
}
