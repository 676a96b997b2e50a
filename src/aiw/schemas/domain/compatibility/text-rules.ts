import { countBreaks } from './count-breaks.js';
import { place, type Rule } from './rule.js';

export const lengthRule: Rule = (facts, node) => {
  return facts.types.has('string') ? countBreaks(facts, node, 'minLength', 'maxLength', 'texts') : [];
};

/** Whether one pattern covers another is not looked into: only the very same one is known to. */
export const patternRule: Rule = (facts, node) => {
  const pattern = node.get('pattern');
  if (pattern === undefined || !facts.types.has('string') || facts.says('pattern', pattern)) return [];
  const message = 'texts that do not match the pattern may have fitted before';
  return [{ pointer: place(node, 'pattern'), rule: 'pattern-added', message }];
};

/** A format counts as a demand, since most validators check it. */
export const formatRule: Rule = (facts, node) => {
  const format = node.get('format');
  if (typeof format !== 'string' || facts.says('format', format)) return [];
  if (!facts.types.has('string') && !facts.numeric) return [];
  const message = `values that are no ${format} may have fitted before`;
  return [{ pointer: place(node, 'format'), rule: 'format-added', message }];
};
