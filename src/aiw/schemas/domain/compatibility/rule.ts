import type { SchemaNode } from '../schema-node.js';
import type { Break } from './break.js';
import type { Facts } from './facts.js';

/** What rules ask of the comparison that they are part of. */
export interface Comparison {
  /** Why values that fit all the older nodes may not fit the newer one; none when they all do. */
  breaks(older: readonly SchemaNode[], newer: SchemaNode): Break[];
  /** Whether two schemas, of an older and of the newer document, say the same under a keyword. */
  same(keyword: string, a: SchemaNode, b: SchemaNode): boolean;
  /** Whether it could be shown that no value fits all the nodes. */
  disjoint(nodes: readonly SchemaNode[]): boolean;
}

/** Looks at some keywords of a newer schema, each for itself, knowing what holds of the values that fit the older. */
export type Rule = (facts: Facts, node: SchemaNode, comparison: Comparison) => Break[];

export function place(node: SchemaNode, keyword: string): string {
  return `${node.pointer}/${keyword}`;
}
