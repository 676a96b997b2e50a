import { InvalidArgumentError, Option, type Command } from 'commander';
import { offsetMs } from './file/timestamp.js';
import { STANDARD_INPUT, TIME_FORMATS, type MetricChoice } from './file/file-format.js';
import type { ReplayOptions } from './replay-options.js';

/** Adds the options that tell what a file looks like and what to take from it. */
export function addFileOptions(command: Command): Command {
  return command
    .option('--metric <name[=column]>', 'a metric, and its column if that has another name; repeatable', addMetric)
    .option('--all', 'every column of numbers is a metric, named after its column')
    .option('--time-column <column>', 'where the time stands (default: "timestamp", else the first column)')
    .addOption(
      new Option('--time-format <format>', 'a date and time, or a count since 1970 (default: by its form)').choices(
        TIME_FORMATS,
      ),
    )
    .option('--utc-offset <±HH:MM>', 'of times that are written without one (default: UTC)', utcOffset)
    .option('--twin-column <column>', "where the twin's id stands, instead of --twin")
    .option('--asset-column <column>', "where the asset's id stands, instead of --asset")
    .option('--delimiter <character>', 'between the columns: , ; | or "tab" (default: found out)', delimiter)
    .addOption(new Option('--decimal <mark>', 'the decimal mark (default: ".")').choices(['.', ',']))
    .option('--no-header', 'the first line is data already, and columns are called by their numbers from 1')
    .option('--skip-empty', 'leave out empty values, and rows without any');
}

/** Ends the process with a message when the options contradict each other or leave something open. */
export function checkFileOptions(file: string, options: Omit<ReplayOptions, 'file'>, command: Command): void {
  for (const [what, constant, column] of [
    ['twin', options.twin, options.twinColumn],
    ['asset', options.asset, options.assetColumn],
  ] as const) {
    if ((constant === undefined) === (column === undefined)) {
      command.error(`error: one of --${what} and --${what}-column must tell the ${what}.`);
    }
  }
  const names = (options.metric ?? []).map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) command.error(`error: the metric "${twice}" is given twice.`);
  if (options.delimiter !== undefined && options.delimiter === options.decimal) {
    command.error('error: the delimiter and the decimal mark are the same.');
  }
  if (file === STANDARD_INPUT && options.state !== undefined) {
    command.error('error: --state is of no use with standard input, which cannot be read again.');
  }
}

function addMetric(text: string, before: readonly MetricChoice[] = []): MetricChoice[] {
  const [, name = '', column] = /^([^=]+)(?:=(.+))?$/s.exec(text) ?? [];
  if (name === '') throw new InvalidArgumentError('It must be a name, or a name, "=" and a column.');
  return [...before, { name, column }];
}

function delimiter(text: string): string {
  if (text === 'tab' || text === '\\t') return '\t';
  if (text.length === 1 && !/[\r\n"]/.test(text)) return text;
  throw new InvalidArgumentError('It must be one character, or "tab".');
}

function utcOffset(text: string): string {
  if (offsetMs(text) !== undefined) return text;
  throw new InvalidArgumentError('It must look like +02:00 or -01:30, or be Z.');
}
