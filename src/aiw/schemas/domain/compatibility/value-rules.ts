import { isDeepStrictEqual } from 'node:util';
import { place, type Rule } from './rule.js';
import { admittedTypes, typeWords } from './value-types.js';

export const typeRule: Rule = ({ types }, node) => {
  const type = node.get('type');
  if (type === undefined) return [];
  const admitted = admittedTypes(type);
  const refused = [...types].filter((one) => !admitted.has(one));
  if (refused.length === 0) return [];
  const message = `${refused.map(typeWords).join(', ')} fitted before and do not any more`;
  return [{ pointer: place(node, 'type'), rule: 'type-narrowed', message }];
};

export const valuesRule: Rule = ({ values }, node) => {
  return ['const', 'enum'].flatMap((keyword) => {
    const named = node.get(keyword);
    if (named === undefined) return [];
    const allowed = keyword === 'const' ? [named] : (named as unknown[]);
    const pointer = place(node, keyword);
    if (!values)
      return [{ pointer, rule: 'values-narrowed', message: 'more values fitted before than are named here' }];
    const refused = values.filter((value) => !allowed.some((one) => isDeepStrictEqual(one, value)));
    if (refused.length === 0) return [];
    const words = refused.map((value) => JSON.stringify(value)).join(', ');
    return [{ pointer, rule: 'values-narrowed', message: `${words} fitted before and ${keyword} does not name it` }];
  });
};
