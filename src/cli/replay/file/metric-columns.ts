import { usualColumn, type Column } from './column.js';
import type { FileFormat } from './file-format.js';
import { parseNumber } from './number.js';

export interface MetricColumn extends Column {
  /** What the metric is called. */
  readonly metric: string;
}

interface Lookup {
  /** Throws a UserError when there is no column of the name. */
  readonly find: (name: string) => Column;
  readonly sample: readonly (readonly string[])[];
}

/** The metrics asked for, or every column of numbers, or the one that holds the values. */
export function chooseMetrics(
  { metric: wanted = [], all = false, header = true, decimal }: FileFormat,
  names: readonly string[],
  taken: readonly Column[],
  { find, sample }: Lookup,
): MetricColumn[] {
  const takenIndexes = taken.map(({ index }) => index);
  const [only] = wanted;
  if (!all && wanted.length <= 1 && only?.column === undefined && !names.includes(only?.name ?? '')) {
    const column = usualColumn('value', names, takenIndexes);
    return column ? [{ ...column, metric: only?.name ?? (header ? column.name : 'value') }] : [];
  }
  const chosen = wanted.map(({ name, column = name }) => ({ ...find(column), metric: name }));
  if (!all) return chosen;
  const done = new Set([...takenIndexes, ...chosen.map(({ index }) => index)]);
  const numeric = names.flatMap((name, index) =>
    !done.has(index) && isNumeric(index, sample, decimal) ? [{ index, name, metric: name }] : [],
  );
  return [...chosen, ...numeric].sort((a, b) => a.index - b.index);
}

/** Whether a column has numbers and nothing else in the first rows, blanks aside. */
function isNumeric(index: number, sample: readonly (readonly string[])[], decimal: '.' | ',' | undefined): boolean {
  const values = sample.map((row) => row[index] ?? '').filter((text) => text.trim() !== '');
  return values.length > 0 && values.every((text) => parseNumber(text, decimal) !== undefined);
}
