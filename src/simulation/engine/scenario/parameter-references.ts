import { isRecord } from './is-record.js';

const KEY = '$parameter';

/** Deeper than any real action; recursion must end before the stack does. */
const MAX_DEPTH = 32;

/** A `{ "$parameter": "name" }` in an action and the path to it, or what is wrong at that path. */
export type ParameterReference =
  | { readonly path: readonly (string | number)[]; readonly name: string }
  | { readonly path: readonly (string | number)[]; readonly problem: string };

/** Every reference to a parameter within a value, to a depth of 32. */
export function parameterReferences(value: unknown, path: readonly (string | number)[] = []): ParameterReference[] {
  if (path.length > MAX_DEPTH) return [{ path, problem: `is nested deeper than ${MAX_DEPTH}` }];
  if (Array.isArray(value)) return value.flatMap((item, index) => parameterReferences(item, [...path, index]));
  if (!isRecord(value)) return [];
  if (Object.hasOwn(value, KEY)) return [referenceOf(value, path)];
  return Object.entries(value).flatMap(([key, member]) => parameterReferences(member, [...path, key]));
}

function referenceOf(value: Readonly<Record<string, unknown>>, path: readonly (string | number)[]): ParameterReference {
  const name = value[KEY];
  if (typeof name === 'string' && Object.keys(value).length === 1) return { path, name };
  return { path, problem: 'must be { "$parameter": "name" } and nothing else' };
}

/** The value with every reference to a parameter replaced by what `lookup` says of its name. */
export function replaceReferences(value: unknown, lookup: (name: string) => number): unknown {
  if (Array.isArray(value)) return value.map((item) => replaceReferences(item, lookup));
  if (!isRecord(value)) return value;
  if (Object.hasOwn(value, KEY)) return lookup(String(value[KEY]));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replaceReferences(member, lookup)]));
}
