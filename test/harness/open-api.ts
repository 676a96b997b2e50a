/** A schema of an OpenAPI 3.0 document, as far as the tests look at it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly example?: unknown;
  readonly schema?: Schema;
}

export interface Content {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** By media type. */
  readonly bodies: Readonly<Record<string, Content>>;
}

export interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { parameters?: Parameter[]; requestBody?: { content: Record<string, Content> } }>>
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Everything that the document says can be asked. */
export function operationsOf({ paths }: OpenApi): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters,
      bodies: requestBody?.content ?? {},
    })),
  );
}

/** What a schema shows as its example: its own, or that of each of its properties that has one. */
export function exampleOf(schema: Schema, api: OpenApi): unknown {
  if (schema.$ref) return exampleOf(api.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, api);
  if (schema.example !== undefined) return schema.example;
  if (schema.examples) return schema.examples[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  const [part] = schema.oneOf ?? schema.allOf ?? [];
  if (part) return exampleOf(part, api);
  if (schema.items) {
    const item = exampleOf(schema.items, api);
    return item === undefined ? undefined : [item];
  }
  if (!schema.properties) return undefined;
  const entries = Object.entries(schema.properties).map(
    ([name, property]) => [name, exampleOf(property, api)] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The bodies of a media type that the document shows. */
export function examplesOf(content: Content, api: OpenApi): unknown[] {
  const named = Object.values(content.examples ?? {}).map(({ value }) => value);
  const shown = content.example === undefined ? named : [...named, content.example];
  return shown.length > 0 ? shown : [exampleOf(content.schema ?? {}, api)];
}
