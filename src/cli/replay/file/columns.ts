import { UserError } from '../../terminal/user-error.js';
import { usualColumn, type Column } from './column.js';
import { displayName, type FileFormat } from './file-format.js';
import { chooseMetrics, type MetricColumn } from './metric-columns.js';
import { parseNumber } from './number.js';
import { parseTimestamp } from './timestamp.js';

/** Which column of a file holds what. */
export interface Columns {
  readonly names: readonly string[];
  readonly time: Column;
  readonly metrics: readonly MetricColumn[];
  readonly twin: Column | undefined;
  readonly asset: Column | undefined;
}

/**
 * Finds the columns: by the names asked for, else the time in the one called `timestamp` or the first that nothing else
 * takes, and one metric in the one called `value` or the next. Throws a UserError when a named column is not there.
 * @param names of the header, or numbers when there is none
 * @param sample the first rows, by which columns of numbers are told
 */
export function findColumns(
  file: string,
  names: readonly string[],
  format: FileFormat,
  sample: readonly (readonly string[])[],
): Columns {
  const find = (name: string): Column => {
    const index = names.indexOf(name);
    if (index >= 0) return { index, name };
    throw new UserError(`${displayName(file)}:1: there is no column "${name}"; the file has ${list(names)}.`);
  };
  const found = (name: string | undefined) => (name === undefined ? undefined : find(name));
  const [twin, asset] = [found(format.twinColumn), found(format.assetColumn)];
  const others = [twin, asset].filter((column) => column !== undefined);
  const named = (format.metric ?? []).map(({ column, name }) => names.indexOf(column ?? name));
  const time =
    found(format.timeColumn) ?? usualColumn('timestamp', names, [...others.map(({ index }) => index), ...named]);
  if (!time) throw new UserError(`${displayName(file)}:1: there is no column left for the time: ${list(names)}.`);
  const metrics = chooseMetrics(format, names, [time, ...others], { find, sample });
  if (metrics.length === 0) {
    const has = `it has ${list(names)}`;
    throw new UserError(`${displayName(file)}:1: the file needs a column of times and one of values; ${has}.`);
  }
  return { names, time, metrics, twin, asset };
}

/** Throws a UserError when the first line of a file that should name the columns is data already. */
export function checkHeader(file: string, names: readonly string[]): void {
  const isData =
    names.some((name) => parseTimestamp(name, 'text')) || names.every((name) => parseNumber(name) !== undefined);
  if (!isData) return;
  const way = 'with --no-header its columns are called 1, 2 and so on';
  throw new UserError(`${displayName(file)}:1: the file has no header line that names its columns; ${way}.`);
}

function list(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
