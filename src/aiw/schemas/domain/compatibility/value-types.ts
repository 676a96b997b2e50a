import { isObject } from '../keywords.js';

/** The types of values; numbers are told apart by whether they have a fraction, since `integer` does. */
export const VALUE_TYPES = ['null', 'boolean', 'integer', 'fraction', 'string', 'array', 'object'] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

/** What a `type` keyword admits; `fraction` is not one of JSON Schema's, and admits what only `number` does. */
export function admittedTypes(type: unknown): ReadonlySet<ValueType> {
  const names = Array.isArray(type) ? (type as unknown[]) : [type];
  return new Set(
    VALUE_TYPES.filter((known) => names.includes(known) || (isNumeric(known) && names.includes('number'))),
  );
}

export function isNumeric(type: ValueType): boolean {
  return type === 'integer' || type === 'fraction';
}

export function typeOfValue(value: unknown): ValueType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (isObject(value)) return 'object';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'fraction';
  return typeof value === 'boolean' ? 'boolean' : 'string';
}

/** The type as people read it. */
export function typeWords(type: ValueType): string {
  return type === 'fraction' ? 'numbers with a fraction' : `${type} values`;
}
