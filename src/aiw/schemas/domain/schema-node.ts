import { isObject, isSchema, NAMED, ONE, pointerPart, SEVERAL, type JsonObject, type Schema } from './keywords.js';

const SINGLE: ReadonlySet<string> = new Set(ONE);

/** Where the references of a document are looked up. */
export interface References {
  find(reference: string): SchemaNode | undefined;
}

/** A schema at its place in a document. */
export class SchemaNode {
  private readonly inside = new Map<string, ReadonlyMap<string, SchemaNode>>();

  /** @param made whether it stands in no document, but was made up to think with */
  constructor(
    readonly document: References,
    readonly schema: Schema,
    readonly pointer: string,
    readonly made = false,
  ) {}

  /** What the schema says under a keyword; undefined for a boolean schema. */
  get(keyword: string): unknown {
    return isObject(this.schema) && Object.hasOwn(this.schema, keyword) ? this.schema[keyword] : undefined;
  }

  object(keyword: string): JsonObject {
    const value = this.get(keyword);
    return isObject(value) ? value : {};
  }

  strings(keyword: string): readonly string[] {
    const value = this.get(keyword);
    return Array.isArray(value) ? (value as string[]) : [];
  }

  number(keyword: string): number | undefined {
    const value = this.get(keyword);
    return typeof value === 'number' ? value : undefined;
  }

  one(keyword: (typeof ONE)[number]): SchemaNode | undefined {
    return this.under(keyword).get('');
  }

  several(keyword: (typeof SEVERAL)[number]): readonly SchemaNode[] {
    return [...this.under(keyword).values()];
  }

  named(keyword: (typeof NAMED)[number]): ReadonlyMap<string, SchemaNode> {
    return this.under(keyword);
  }

  /** What `$ref` leads to. @throws Error when it leads to nothing, which registered schemas are checked for */
  get referred(): SchemaNode | undefined {
    const reference = this.get('$ref');
    if (typeof reference !== 'string') return undefined;
    const target = this.document.find(reference);
    if (!target) throw new Error(`The reference ${reference} at ${this.pointer} leads to nothing`);
    return target;
  }

  /** The schemas directly in this one, each with the keyword that holds it. */
  children(): { keyword: string; node: SchemaNode }[] {
    return [
      ...ONE.flatMap((keyword) => {
        const node = this.one(keyword);
        return node ? [{ keyword, node }] : [];
      }),
      ...SEVERAL.flatMap((keyword) => this.several(keyword).map((node) => ({ keyword, node }))),
      ...NAMED.flatMap((keyword) => [...this.named(keyword).values()].map((node) => ({ keyword, node }))),
    ];
  }

  /** A schema that stands nowhere, made up of what stands in the same document. */
  with(schema: Schema): SchemaNode {
    return new SchemaNode(this.document, schema, this.pointer, true);
  }

  /** The schemas under a keyword: by their names or places, or by the empty name where there is just one. */
  private under(keyword: string): ReadonlyMap<string, SchemaNode> {
    const known = this.inside.get(keyword);
    if (known) return known;
    const value = this.get(keyword);
    const entries: [string, unknown][] = SINGLE.has(keyword) ? [['', value]] : Object.entries(value ?? {});
    const base = this.pointer + pointerPart(keyword);
    const nodes = entries.flatMap(([name, schema]): [string, SchemaNode][] => {
      if (!isSchema(schema)) return [];
      const pointer = SINGLE.has(keyword) ? base : base + pointerPart(name);
      return [[name, new SchemaNode(this.document, schema, pointer)]];
    });
    const found = new Map(nodes);
    this.inside.set(keyword, found);
    return found;
  }
}
