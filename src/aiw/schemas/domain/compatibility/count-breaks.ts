import type { SchemaNode } from '../schema-node.js';
import type { Break } from './break.js';
import type { Facts } from './facts.js';
import { place } from './rule.js';

/** The breaks of a pair of keywords that bound how long something is. @param what of what, in the plural */
export function countBreaks(
  facts: Facts,
  node: SchemaNode,
  least: 'minLength' | 'minItems' | 'minProperties',
  most: 'maxLength' | 'maxItems' | 'maxProperties',
  what: string,
): Break[] {
  const [lower, upper] = [node.number(least), node.number(most)];
  return [
    ...(lower !== undefined && lower > facts.count(least)
      ? [breakAt(node, least, 'minimum-raised', `shorter ${what} fitted before; ${least} ${lower} refuses them`)]
      : []),
    ...(upper !== undefined && upper < facts.count(most)
      ? [breakAt(node, most, 'maximum-lowered', `longer ${what} fitted before; ${most} ${upper} refuses them`)]
      : []),
  ];
}

function breakAt(node: SchemaNode, keyword: string, rule: Break['rule'], message: string): Break {
  return { pointer: place(node, keyword), rule, message };
}
