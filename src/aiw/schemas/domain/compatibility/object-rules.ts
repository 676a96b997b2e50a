import { pointerPart } from '../keywords.js';
import type { SchemaNode } from '../schema-node.js';
import type { Break } from './break.js';
import { countBreaks } from './count-breaks.js';
import { matches, memberAt, onlyNames, otherMembers } from './members.js';
import { place, type Rule } from './rule.js';

export const requiredRule: Rule = (facts, node) => {
  if (!facts.types.has('object')) return [];
  const added = node.strings('required').filter((name) => !facts.required.has(name));
  return added.map((name) => ({
    pointer: place(node, 'required'),
    rule: 'newly-required',
    message: `${name} was not required before`,
  }));
};

export const propertyCountRule: Rule = (facts, node) => {
  return facts.types.has('object') ? countBreaks(facts, node, 'minProperties', 'maxProperties', 'objects') : [];
};

/** The members whose names one of the two schemas knows. */
export const propertiesRule: Rule = ({ parts, types }, node, comparison) => {
  if (!types.has('object')) return [];
  const older = new Set(parts.flatMap((part) => [...part.named('properties').keys()]));
  const own = node.named('properties');
  return [...new Set([...older, ...own.keys()])].flatMap((name) => {
    const before = memberAt(parts, name);
    const targets = targetsOf(node, name);
    const breaks = targets.flatMap((target) => comparison.breaks(before, target));
    if (breaks.length === 0) return [];
    if (!own.has(name) && targets.some(({ schema }) => schema === false)) return [removed(node, name)];
    return own.has(name) && before.length === 0 ? [added(node, name)] : breaks;
  });
};

/** The members whose names neither schema knows. */
export const otherPropertiesRule: Rule = ({ parts, types }, node, comparison) => {
  if (!types.has('object')) return [];
  const patterns = node.named('patternProperties');
  const known = new Set(patterns.keys());
  const matching = [...patterns].flatMap(([pattern, target]) =>
    comparison.breaks(otherMembers(parts, pattern, known), target),
  );
  const further = node.one('additionalProperties');
  const breaks = further ? comparison.breaks(otherMembers(parts, undefined, known), further) : [];
  if (further?.schema !== false || breaks.length === 0) return [...matching, ...breaks];
  const message = 'objects with other properties fitted before, and are closed now';
  return [...matching, { pointer: further.pointer, rule: 'properties-closed', message }];
};

export const namesRule: Rule = ({ parts, types }, node, comparison) => {
  const target = node.one('propertyNames');
  if (!target || !types.has('object')) return [];
  const text = target.with({ type: 'string' });
  const names = onlyNames(parts);
  if (names) return names.flatMap((name) => comparison.breaks([text, target.with({ const: name })], target));
  return comparison.breaks([text, ...parts.flatMap((part) => part.one('propertyNames') ?? [])], target);
};

/** The schemas of the newer one that the member of that name must fit. */
function targetsOf(node: SchemaNode, name: string): SchemaNode[] {
  const own = node.named('properties').get(name);
  const matching = [...node.named('patternProperties')].filter(([pattern]) => matches(pattern, name));
  const named = [...(own ? [own] : []), ...matching.map(([, target]) => target)];
  return named.length > 0 ? named : [node.one('additionalProperties') ?? []].flat();
}

function removed(node: SchemaNode, name: string): Break {
  const pointer = `${place(node, 'properties')}${pointerPart(name)}`;
  return {
    pointer,
    rule: 'property-removed',
    message: `${name} is not known any more, and unknown properties are refused`,
  };
}

function added(node: SchemaNode, name: string): Break {
  const pointer = `${place(node, 'properties')}${pointerPart(name)}`;
  return {
    pointer,
    rule: 'property-added',
    message: `anything fitted under ${name} before, and not everything does now`,
  };
}
