import type { Bound } from './facts.js';
import { place, type Rule } from './rule.js';

/** Whether every number beyond the known bound is beyond the limit. */
function within(known: Bound | undefined, limit: number, exclusive: boolean, sign: 1 | -1): boolean {
  if (!known) return false;
  const room = sign * (known.value - limit);
  return room > 0 || (room === 0 && (known.exclusive || !exclusive));
}

export const minimumRule: Rule = (facts, node) => {
  if (!facts.numeric) return [];
  return ['minimum', 'exclusiveMinimum'].flatMap((keyword) => {
    const limit = node.number(keyword);
    if (limit === undefined || within(facts.lower, limit, keyword !== 'minimum', 1)) return [];
    const message = `smaller numbers fitted before; ${keyword} ${limit} refuses them`;
    return [{ pointer: place(node, keyword), rule: 'minimum-raised', message }];
  });
};

export const maximumRule: Rule = (facts, node) => {
  if (!facts.numeric) return [];
  return ['maximum', 'exclusiveMaximum'].flatMap((keyword) => {
    const limit = node.number(keyword);
    if (limit === undefined || within(facts.upper, limit, keyword !== 'maximum', -1)) return [];
    const message = `greater numbers fitted before; ${keyword} ${limit} refuses them`;
    return [{ pointer: place(node, keyword), rule: 'maximum-lowered', message }];
  });
};

export const multipleRule: Rule = (facts, node) => {
  const divisor = node.number('multipleOf');
  if (divisor === undefined || !facts.numeric) return [];
  if (facts.says('multipleOf', divisor)) return [];
  if (divisor === 1 && !facts.types.has('fraction')) return [];
  // Only whole numbers divide exactly; with others it depends on how they are rounded.
  const divides = facts.parts.some((part) => {
    const known = part.number('multipleOf');
    return known !== undefined && [known, divisor, known / divisor].every(Number.isInteger);
  });
  if (divides) return [];
  const message = `numbers that are no multiples of ${divisor} fitted before`;
  return [{ pointer: place(node, 'multipleOf'), rule: 'multiple-added', message }];
};
