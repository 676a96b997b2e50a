export interface Column {
  readonly index: number;
  readonly name: string;
}

/** The column of the usual name, else the first that is not taken. */
export function usualColumn(name: string, names: readonly string[], taken: readonly number[]): Column | undefined {
  const free = names.map((_, index) => index).filter((index) => !taken.includes(index));
  const index = free.find((one) => names[one] === name) ?? free[0];
  return index === undefined ? undefined : { index, name: names[index] ?? '' };
}
