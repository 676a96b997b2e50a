import { isDeepStrictEqual } from 'node:util';
import { ANNOTATIONS, isObject, NAMED, ONE, SEVERAL } from '../keywords.js';
import type { SchemaNode } from '../schema-node.js';
import type { Effort } from './effort.js';

type Pair = readonly [SchemaNode | undefined, SchemaNode | undefined];

/** Tells whether schemas of two documents say the same in the same words, annotations aside. */
export class Sameness {
  /** Pairs that are being compared: schemas that contain themselves are the same if nothing tells them apart. */
  private readonly assumed = new Map<unknown, Set<unknown>>();

  constructor(private readonly effort: Effort) {}

  /** Whether both say the same; false also when there was no effort left to find out. */
  of(a: SchemaNode, b: SchemaNode): boolean {
    if (!isObject(a.schema) || !isObject(b.schema)) return a.schema === b.schema;
    if (!this.effort.spend()) return false;
    const partners = this.assumed.get(a.schema) ?? new Set();
    if (partners.has(b.schema)) return true;
    this.assumed.set(a.schema, partners.add(b.schema));
    const [words, others] = [a.schema, b.schema].map((schema) => Object.keys(schema).filter(isDemand));
    const same = words?.length === others?.length && words?.every((keyword) => this.under(keyword, a, b));
    partners.delete(b.schema);
    return same ?? false;
  }

  /** Whether both say the same under a keyword, which may be nothing. */
  under(keyword: string, a: SchemaNode, b: SchemaNode): boolean {
    // What it leads to is settled only while a value is judged.
    if (keyword === '$dynamicRef') return false;
    if ((a.get(keyword) === undefined) !== (b.get(keyword) === undefined)) return false;
    const pairs = pairsUnder(keyword, a, b);
    if (pairs === undefined) return isDeepStrictEqual(a.get(keyword), b.get(keyword));
    return pairs.every(([one, other]) => one !== undefined && other !== undefined && this.of(one, other));
  }
}

function isDemand(keyword: string): boolean {
  return !ANNOTATIONS.has(keyword);
}

/** The schemas under a keyword, side by side; undefined when the keyword holds none. */
function pairsUnder(keyword: string, a: SchemaNode, b: SchemaNode): Pair[] | undefined {
  if (keyword === '$ref') return [[a.referred, b.referred]];
  const one = ONE.find((known) => known === keyword);
  if (one) return [[a.one(one), b.one(one)]];
  const several = SEVERAL.find((known) => known === keyword);
  if (several) return sideBySide(a.several(several), b.several(several));
  const named = NAMED.find((known) => known === keyword);
  if (!named) return undefined;
  const [mine, theirs] = [a.named(named), b.named(named)];
  return [...new Set([...mine.keys(), ...theirs.keys()])].map((name) => [mine.get(name), theirs.get(name)]);
}

function sideBySide(a: readonly SchemaNode[], b: readonly SchemaNode[]): Pair[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => [a[i], b[i]]);
}
