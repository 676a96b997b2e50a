import type { SchemaNode } from '../schema-node.js';
import { unproved } from './break.js';
import type { Facts } from './facts.js';
import { place, type Comparison, type Rule } from './rule.js';
import type { ValueType } from './value-types.js';

export const anyOfRule: Rule = (facts, node, comparison) => {
  const branches = node.several('anyOf');
  if (branches.length === 0 || saidBefore('anyOf', facts, node, comparison)) return [];
  const fits = (older: readonly SchemaNode[]): boolean =>
    branches.some((branch) => comparison.breaks(older, branch).length === 0);
  if (fits(facts.parts) || apart(facts, node).every(fits)) return [];
  return [unproved(place(node, 'anyOf'), 'no single branch covers what fitted before')];
};

/** Exactly one must hold: one that does, and every other shown not to. */
export const oneOfRule: Rule = (facts, node, comparison) => {
  const branches = node.several('oneOf');
  if (branches.length === 0 || saidBefore('oneOf', facts, node, comparison)) return [];
  const fits = (older: readonly SchemaNode[]): boolean =>
    branches.some(
      (branch) =>
        comparison.breaks(older, branch).length === 0 &&
        branches.every((other) => other === branch || comparison.disjoint([...older, other])),
    );
  if (fits(facts.parts) || apart(facts, node).every(fits)) return [];
  return [unproved(place(node, 'oneOf'), 'no single branch covers what fitted before, and only that one')];
};

export const notRule: Rule = (facts, node, comparison) => {
  const refused = node.one('not');
  if (!refused || saidBefore('not', facts, node, comparison)) return [];
  if (comparison.disjoint([...facts.parts, refused])) return [];
  return [unproved(place(node, 'not'), 'values that it refuses may have fitted before')];
};

export const ifRule: Rule = (facts, node, comparison) => {
  const condition = node.one('if');
  if (!condition || facts.parts.some((part) => sameCondition(part, node, comparison))) return [];
  const holds = (target: SchemaNode | undefined): boolean =>
    !target || comparison.breaks(facts.parts, target).length === 0;
  const [met, unmet] = [holds(node.one('then')), holds(node.one('else'))];
  if (met && unmet) return [];
  if (met && comparison.breaks(facts.parts, condition).length === 0) return [];
  if (unmet && comparison.disjoint([...facts.parts, condition])) return [];
  return [unproved(place(node, 'if'), 'the condition has changed')];
};

/** What depends on everything else in a schema is the same only where all of the schema is. */
export const entireRule: Rule = (facts, node) => {
  const subjects = { $dynamicRef: undefined, unevaluatedItems: 'array', unevaluatedProperties: 'object' } as const;
  return Object.entries(subjects).flatMap(([keyword, type]: [string, ValueType | undefined]) => {
    const value = node.get(keyword);
    if (value === undefined || value === true || (type && !facts.types.has(type))) return [];
    return [unproved(place(node, keyword), `${keyword} depends on the rest of the schema, which has changed`)];
  });
};

function saidBefore(keyword: string, { parts }: Facts, node: SchemaNode, comparison: Comparison): boolean {
  return parts.some((part) => comparison.same(keyword, part, node));
}

function sameCondition(part: SchemaNode, node: SchemaNode, comparison: Comparison): boolean {
  return ['if', 'then', 'else'].every((keyword) => comparison.same(keyword, part, node));
}

/** The values told apart by value where they can be listed, else by type. */
function apart({ parts, types, values }: Facts, node: SchemaNode): SchemaNode[][] {
  if (values) return values.map((value) => [...parts, node.with({ const: value })]);
  const names = types.has('fraction') ? [...types].filter((type) => type !== 'integer') : [...types];
  return names.map((type) => [...parts, node.with({ type: type === 'fraction' ? 'number' : type })]);
}
