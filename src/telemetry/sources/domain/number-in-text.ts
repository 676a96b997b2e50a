import type { DecimalMark } from './source-document.js';

/** Digits in one run, or in groups of three of which the first does not begin with 0: `0,123` is no whole number. */
const PLAIN: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^[+-]?(\d+|[1-9]\d{0,2}(,\d{3})+)(\.\d+)?([eE][+-]?\d+)?$/,
  ',': /^[+-]?(\d+|[1-9]\d{0,2}(\.\d{3})+)(,\d+)?([eE][+-]?\d+)?$/,
};

/** Longer text is no measurement. */
const LONGEST = 64;

/**
 * The number that a text plainly is, spaces around it left out; undefined when it is none, or beyond a double.
 * @param decimal what separates the fraction; the other mark may separate groups of three digits
 */
export function numberInText(text: string, decimal: DecimalMark): number | undefined {
  if (text.length > LONGEST) return undefined;
  const plain = text.trim();
  if (!PLAIN[decimal].test(plain)) return undefined;
  const group = decimal === '.' ? ',' : '.';
  const value = Number(plain.replaceAll(group, '').replace(decimal, '.'));
  return Number.isFinite(value) ? value : undefined;
}

/** A number as it is, or as text where a decimal mark says that text is taken; anything else as it was given. */
export function readNumber(raw: unknown, decimal: DecimalMark | undefined): unknown {
  if (typeof raw !== 'string' || decimal === undefined) return raw;
  return numberInText(raw, decimal) ?? raw;
}
