/** The file name that stands for standard input. */
export const STANDARD_INPUT = '-';

export const TIME_FORMATS = ['auto', 'text', 's', 'ms', 'us', 'ns'] as const;
/** How a time is written: as a date and time, or as a count since 1970; `auto` tells by its form and magnitude. */
export type TimeFormat = (typeof TIME_FORMATS)[number];

/** A metric to take: from the column of another name, or from the one of its own. */
export interface MetricChoice {
  readonly name: string;
  readonly column?: string | undefined;
}

/** What a file looks like and what is to be taken from it; everything has a default. */
export interface FileFormat {
  /** One character; found out by default. */
  readonly delimiter?: string | undefined;
  /** Whether the first line names the columns (the default); without, they are called by their numbers from 1. */
  readonly header?: boolean | undefined;
  /** The decimal mark. */
  readonly decimal?: '.' | ',' | undefined;
  readonly timeColumn?: string | undefined;
  readonly timeFormat?: TimeFormat | undefined;
  /** The offset of times that are written without one: `Z` by default, or like `+02:00`. */
  readonly utcOffset?: string | undefined;
  readonly metric?: readonly MetricChoice[] | undefined;
  /** Every column of numbers is a metric. */
  readonly all?: boolean | undefined;
  readonly twinColumn?: string | undefined;
  readonly assetColumn?: string | undefined;
  /** Leaves out empty values, and rows without any, instead of stopping at them. */
  readonly skipEmpty?: boolean | undefined;
}

/** What to call a file in messages. */
export function displayName(file: string): string {
  return file === STANDARD_INPUT ? 'standard input' : file;
}
