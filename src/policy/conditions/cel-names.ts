/** CEL's own names for types, which an expression may compare with. */
const TYPES = [
  'bool',
  'bytes',
  'double',
  'duration',
  'dyn',
  'int',
  'list',
  'map',
  'null_type',
  'string',
  'timestamp',
  'type',
  'uint',
];

/** The part of a CEL syntax tree that tells of names; the rest is walked through without a look. */
interface Node {
  readonly exprKind?: { readonly case?: string; readonly value?: unknown };
}

interface Comprehension {
  readonly iterVar?: string;
  readonly iterVar2?: string;
  readonly accuVar?: string;
}

/** What an expression may speak of. */
export interface KnownNames {
  readonly variables: readonly string[];
  readonly isFunction: (name: string) => boolean;
}

/** What a CEL expression uses that is neither known nor made by its own macros, each once; functions as `name()`. */
export function unknownNames(tree: unknown, { variables, isFunction }: KnownNames): string[] {
  const unknown = new Set<string>();
  const walk = (part: unknown, known: ReadonlySet<string>): void => {
    if (Array.isArray(part)) {
      for (const entry of part) walk(entry, known);
    } else if (typeof part === 'object' && part !== null) {
      const { exprKind } = part as Node;
      const name = nameIn(exprKind);
      if (exprKind?.case === 'identExpr' && !known.has(name)) unknown.add(name);
      // Operators are calls too, of functions with names such as `_+_`.
      if (exprKind?.case === 'callExpr' && /^\w+$/.test(name) && !isFunction(name)) unknown.add(`${name}()`);
      const inner = exprKind?.case === 'comprehensionExpr' ? bound(exprKind.value as Comprehension, known) : known;
      for (const value of Object.values(part)) walk(value, inner);
    }
  };
  walk(tree, new Set([...variables, ...TYPES]));
  return [...unknown];
}

function nameIn(kind: Node['exprKind']): string {
  const { name, function: called } = (kind?.value ?? {}) as { name?: string; function?: string };
  return (kind?.case === 'callExpr' ? called : name) ?? '';
}

/** `exists`, `all`, `map` and their like name what they go through. */
function bound({ iterVar, iterVar2, accuVar }: Comprehension, known: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...known, iterVar ?? '', iterVar2 ?? '', accuVar ?? '']);
}
