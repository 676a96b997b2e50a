import { unproved } from './break.js';
import { countBreaks } from './count-breaks.js';
import { itemAt, prefixLength } from './members.js';
import { place, type Rule } from './rule.js';

export const itemsRule: Rule = (facts, node, comparison) => {
  if (!facts.types.has('array')) return [];
  const own = node.several('prefixItems');
  const further = node.one('items');
  const longest = facts.count('maxItems');
  const places = Math.max(own.length, prefixLength(facts.parts));
  const breaks = Array.from({ length: Math.min(places, longest) }, (_, i) => {
    const target = own[i] ?? further;
    return target ? comparison.breaks(itemAt(facts.parts, i), target) : [];
  }).flat();
  if (!further || longest <= places) return breaks;
  return [...breaks, ...comparison.breaks(itemAt(facts.parts, places), further)];
};

export const itemCountRule: Rule = (facts, node) => {
  return facts.types.has('array') ? countBreaks(facts, node, 'minItems', 'maxItems', 'arrays') : [];
};

export const uniqueRule: Rule = (facts, node) => {
  if (node.get('uniqueItems') !== true || !facts.types.has('array')) return [];
  if (facts.says('uniqueItems', true) || facts.count('maxItems') <= 1) return [];
  const message = 'arrays with equal items fitted before';
  return [{ pointer: place(node, 'uniqueItems'), rule: 'unique-added', message }];
};

export const containsRule: Rule = ({ parts, types }, node, comparison) => {
  if (node.get('contains') === undefined || !types.has('array')) return [];
  if (node.get('minContains') === 0 && node.get('maxContains') === undefined) return [];
  const keywords = ['contains', 'minContains', 'maxContains'];
  if (parts.some((part) => keywords.every((keyword) => comparison.same(keyword, part, node)))) return [];
  return [unproved(place(node, 'contains'), 'what arrays must contain has changed')];
};
