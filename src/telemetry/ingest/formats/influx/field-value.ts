const FLOAT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const INTEGER = /^[+-]?\d{1,20}i$/;
const UNSIGNED = /^\d{1,20}u$/;
const TRUE = new Set(['t', 'T', 'true', 'True', 'TRUE']);
const FALSE = new Set(['f', 'F', 'false', 'False', 'FALSE']);
const MAX_UNSIGNED = 2n ** 64n - 1n;

/**
 * The number of a field that is no text: a float, an integer `7i`, an unsigned `7u`, or a boolean as 1 or 0. Integers
 * beyond 2^53 become the nearest number that a double holds.
 * @returns undefined when it is none of these, or not finite
 */
export function fieldValue(text: string): number | undefined {
  if (FLOAT.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : undefined;
  }
  if (INTEGER.test(text)) {
    const value = BigInt(text.slice(text.startsWith('+') ? 1 : 0, -1));
    return BigInt.asIntN(64, value) === value ? Number(value) : undefined;
  }
  if (UNSIGNED.test(text)) {
    const value = BigInt(text.slice(0, -1));
    return value <= MAX_UNSIGNED ? Number(value) : undefined;
  }
  if (TRUE.has(text)) return 1;
  return FALSE.has(text) ? 0 : undefined;
}
