import type { SchemaNode } from '../schema-node.js';

/** Names longer than this are not tried against patterns. */
const LONGEST_NAME = 256;

/** The schemas that the member of that name fits in every object that fits all the parts. */
export function memberAt(parts: readonly SchemaNode[], name: string): SchemaNode[] {
  return parts.flatMap((part) => {
    const own = part.named('properties').get(name);
    const patterns = [...part.named('patternProperties')];
    if (name.length > LONGEST_NAME && patterns.length > 0) return own ? [own] : [];
    const matching = patterns.filter(([pattern]) => matches(pattern, name)).map(([, node]) => node);
    const named = [...(own ? [own] : []), ...matching];
    return named.length > 0 ? named : rest(part);
  });
}

/**
 * The schemas that members fit whose names no `properties` know, in every object that fits all the parts.
 * @param pattern what the names match, when something is known of them
 * @param others patterns of which the names, when they match none that is given, match none either
 */
export function otherMembers(
  parts: readonly SchemaNode[],
  pattern: string | undefined,
  others: ReadonlySet<string>,
): SchemaNode[] {
  return parts.flatMap((part) => {
    const patterns = part.named('patternProperties');
    const sure = pattern === undefined ? undefined : patterns.get(pattern);
    if (sure) return [sure];
    const possible = [...patterns].filter(([known]) => pattern !== undefined || !others.has(known));
    if (possible.length === 0) return rest(part);
    // It is not known which pattern the name matches, but one of these schemas holds.
    const either = [part.get('additionalProperties') ?? true, ...possible.map(([, node]) => node.schema)];
    return [part.with({ anyOf: either })];
  });
}

/** The names that objects which fit all the parts can only have; undefined when there is no such list. */
export function onlyNames(parts: readonly SchemaNode[]): string[] | undefined {
  const closed = parts.find(
    (part) => part.get('additionalProperties') === false && part.named('patternProperties').size === 0,
  );
  return closed && [...closed.named('properties').keys()];
}

/** Whether a pattern is found in a name, as JSON Schema means it. */
export function matches(pattern: string, name: string): boolean {
  return new RegExp(pattern, 'u').test(name);
}

/** The schemas that the item at a place fits in every array that fits all the parts. */
export function itemAt(parts: readonly SchemaNode[], index: number): SchemaNode[] {
  return parts.flatMap((part) => part.several('prefixItems')[index] ?? part.one('items') ?? []);
}

/** How many places of an array have a schema of their own in any of the parts. */
export function prefixLength(parts: readonly SchemaNode[]): number {
  return Math.max(0, ...parts.map((part) => part.several('prefixItems').length));
}

function rest(part: SchemaNode): SchemaNode[] {
  const node = part.one('additionalProperties');
  return node ? [node] : [];
}
