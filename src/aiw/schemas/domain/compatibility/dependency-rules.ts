import { pointerPart } from '../keywords.js';
import { memberAt } from './members.js';
import { place, type Rule } from './rule.js';

export const dependentRequiredRule: Rule = ({ parts, types, required }, node, comparison) => {
  if (!types.has('object')) return [];
  return Object.entries(node.object('dependentRequired')).flatMap(([name, needed]) => {
    if (comparison.disjoint(memberAt(parts, name))) return [];
    const known = parts.flatMap((part) => new Map(Object.entries(part.object('dependentRequired'))).get(name) ?? []);
    const added = (needed as string[]).filter((other) => !required.has(other) && !known.includes(other));
    return added.map((other) => ({
      pointer: `${place(node, 'dependentRequired')}${pointerPart(name)}`,
      rule: 'dependency-added',
      message: `objects with ${name} did not need ${other} before`,
    }));
  });
};

export const dependentSchemasRule: Rule = ({ parts, types }, node, comparison) => {
  if (!types.has('object')) return [];
  return [...node.named('dependentSchemas')].flatMap(([name, target]) => {
    if (comparison.disjoint(memberAt(parts, name))) return [];
    return comparison.breaks([...parts, node.with({ type: 'object', required: [name] })], target);
  });
};
