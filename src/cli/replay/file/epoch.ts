import type { Timestamp } from './instant.js';

const SHAPE = /^(\d{1,19})(?:[.,](\d{1,9}))?$/;
const DIGITS = { s: 0, ms: 3, us: 6, ns: 9 } as const;

export type EpochUnit = keyof typeof DIGITS;

/**
 * Magnitudes that tell the unit of a time after 1973; between them lie numbers that are something else, such as
 * 20131202.
 */
const MAGNITUDES: readonly (readonly [least: number, below: number, unit: EpochUnit])[] = [
  [1e8, 1e10, 's'],
  [1e11, 1e13, 'ms'],
  [1e14, 1e16, 'us'],
  [1e17, 1e19, 'ns'],
];

/** Reads a count since 1970, of this unit or of the one that its magnitude tells. Undefined for anything else. */
export function parseEpoch(text: string, given?: EpochUnit): Timestamp | undefined {
  const match = SHAPE.exec(text);
  if (!match) return undefined;
  const [, whole = '', fraction = ''] = match;
  const unit = given ?? MAGNITUDES.find(([least, below]) => Number(whole) >= least && Number(whole) < below)?.[2];
  if (unit === undefined) return undefined;
  // In digits rather than in a number, which could not hold nanoseconds.
  const digits = (whole + fraction.padEnd(9, '0')).padStart(19 + DIGITS[unit], '0');
  const pointAt = digits.length - 9 - DIGITS[unit];
  const seconds = Number(digits.slice(0, pointAt));
  const rest = digits.slice(pointAt, pointAt + 9).replace(/0{1,6}$/, '');
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return undefined;
  return {
    ts: `${date.toISOString().slice(0, 19)}.${rest}Z`,
    time: seconds * 1000 + Number(rest.slice(0, 3)),
  };
}
