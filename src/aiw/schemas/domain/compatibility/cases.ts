import type { SchemaNode } from '../schema-node.js';
import type { Effort } from './effort.js';
import { Facts } from './facts.js';
import { itemAt, memberAt } from './members.js';

/** More cases than this are not told apart; what is then not known makes the comparison more careful, never wrong. */
const MOST_CASES = 48;
/** How deep in a value a contradiction is looked for. */
const DEEPEST = 4;

/** The schema with those that its `$ref` and `allOf` lead to, each once: all that a value fits at once. */
export function conjunction(node: SchemaNode): SchemaNode[] {
  return gathered(node, new Set());
}

function gathered(node: SchemaNode, seen: Set<unknown>): SchemaNode[] {
  if (node.schema === true || seen.has(node.schema)) return [];
  seen.add(node.schema);
  const { referred } = node;
  const further = [...(referred ? [referred] : []), ...node.several('allOf')];
  return [node, ...further.flatMap((one) => gathered(one, seen))];
}

/**
 * Tells apart how values can fit all the nodes: by which branch of each `anyOf` and `oneOf` they fit. Every value that
 * fits the nodes fits all schemas of one of the cases; cases that nothing fits are left out.
 * @param depth how deep in the value that is thought about the nodes are
 */
export function casesOf(nodes: readonly SchemaNode[], effort: Effort, depth = 0): SchemaNode[][] {
  if (!effort.spend(nodes.length)) return [nodes.flatMap(conjunction)];
  const cases = split(nodes.flatMap(conjunction), [], { left: MOST_CASES });
  return cases.filter((parts) => !impossible(parts, effort, depth));
}

function split(waiting: readonly SchemaNode[], settled: readonly SchemaNode[], room: { left: number }): SchemaNode[][] {
  const [node, ...others] = waiting;
  if (!node) return [[...settled]];
  if (settled.some((one) => one.schema === node.schema)) return split(others, settled, room);
  // A choice that was made up says nothing more once its branches are told apart.
  const kept = node.made && node.get('anyOf') !== undefined ? settled : [...settled, node];
  const known = new Set([...others, ...settled].map((one) => one.schema));
  const open = (branches: readonly SchemaNode[]): readonly SchemaNode[] =>
    branches.some((one) => known.has(one.schema)) ? [] : branches;
  const choices = product(open(node.several('anyOf')), open(node.several('oneOf')));
  if (choices.length === 0 || choices.length > room.left) return split(others, kept, room);
  room.left -= choices.length - 1;
  return choices.flatMap((chosen) => split([...chosen.flatMap(conjunction), ...others], kept, room));
}

function product(any: readonly SchemaNode[], one: readonly SchemaNode[]): SchemaNode[][] {
  if (any.length === 0 || one.length === 0) return [...any, ...one].map((branch) => [branch]);
  return any.flatMap((first) => one.map((second) => [first, second]));
}

/** Whether no value fits all the parts; false also when that could not be found out. */
function impossible(parts: readonly SchemaNode[], effort: Effort, depth: number): boolean {
  if (!effort.spend(parts.length)) return false;
  const facts = new Facts(parts);
  if (facts.values?.length === 0) return true;
  const nothing = (nodes: SchemaNode[]): boolean => depth < DEEPEST && casesOf(nodes, effort, depth + 1).length === 0;
  return [...facts.types].every((type) => {
    switch (type) {
      case 'null':
      case 'boolean':
        return false;
      case 'integer':
      case 'fraction':
        return emptyRange(facts);
      case 'string':
        return facts.count('minLength') > facts.count('maxLength');
      case 'array': {
        const least = facts.count('minItems');
        return least > facts.count('maxItems') || (least > 0 && nothing(itemAt(parts, 0)));
      }
      case 'object': {
        const required = [...facts.required];
        if (facts.count('minProperties') > facts.count('maxProperties')) return true;
        return required.some((name) => nothing(memberAt(parts, name)));
      }
    }
  });
}

function emptyRange({ lower, upper }: Facts): boolean {
  if (!lower || !upper) return false;
  return lower.value > upper.value || (lower.value === upper.value && (lower.exclusive || upper.exclusive));
}
