/** A decimal number; what `Number` also takes ("", "0x1f", "Infinity") is no measurement. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Reads a number with this decimal mark; undefined for anything else, one too large for a number included. */
export function parseNumber(text: string, decimal: '.' | ',' = '.'): number | undefined {
  const trimmed = text.trim();
  if (decimal === ',' && trimmed.includes('.')) return undefined;
  const written = decimal === ',' ? trimmed.replace(',', '.') : trimmed;
  const value = DECIMAL.test(written) ? Number(written) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}
