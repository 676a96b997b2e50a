import type { Schema } from './keywords.js';
import { SchemaNode } from './schema-node.js';

/** A schema with everything in it, in which references are looked up. */
export class SchemaDocument {
  readonly root: SchemaNode;
  /** Every schema of the document by its JSON pointer. */
  readonly nodes: ReadonlyMap<string, SchemaNode>;
  private readonly anchors = new Map<string, SchemaNode>();

  constructor(schema: Schema) {
    this.root = new SchemaNode(this, schema, '');
    const nodes = new Map<string, SchemaNode>();
    const waiting = [this.root];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      nodes.set(node.pointer, node);
      for (const anchor of anchorsOf(node)) this.anchors.set(anchor, node);
      waiting.push(...node.children().map((child) => child.node));
    }
    this.nodes = nodes;
  }

  /** The schema that a reference within the document, such as `#/$defs/id` or `#id`, leads to. */
  find(reference: string): SchemaNode | undefined {
    if (!reference.startsWith('#')) return undefined;
    const fragment = decoded(reference.slice(1));
    return fragment === '' || fragment?.startsWith('/') ? this.nodes.get(fragment) : this.anchors.get(fragment ?? '');
  }
}

/** The names that a schema gives itself. */
export function anchorsOf(node: SchemaNode): string[] {
  return ['$anchor', '$dynamicAnchor'].map((keyword) => node.get(keyword)).filter((name) => typeof name === 'string');
}

/** A fragment without its percent signs; undefined when they are malformed. */
function decoded(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return undefined;
  }
}
