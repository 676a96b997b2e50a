export type JsonObject = Readonly<Record<string, unknown>>;

/** A JSON Schema 2020-12. */
export type Schema = boolean | JsonObject;

/** Where a keyword holds schemas: one, a list of them, or one under each name. */
export const ONE = [
  'additionalProperties',
  'contains',
  'contentSchema',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
] as const;
export const SEVERAL = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const;
export const NAMED = ['$defs', 'definitions', 'dependentSchemas', 'patternProperties', 'properties'] as const;

/** Keywords whose schemas are for the same value, not for a part of it. */
export const IN_PLACE: ReadonlySet<string> = new Set([
  'allOf',
  'anyOf',
  'dependentSchemas',
  'else',
  'if',
  'not',
  'oneOf',
  'then',
]);

/** Keywords that say nothing about which values fit. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  '$anchor',
  '$comment',
  '$defs',
  '$id',
  '$schema',
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
  'default',
  'definitions',
  'deprecated',
  'description',
  'examples',
  'readOnly',
  'title',
  'writeOnly',
]);

/** Keywords that hold plain values. */
const PLAIN = [
  '$dynamicAnchor',
  '$dynamicRef',
  '$ref',
  'const',
  'dependentRequired',
  'enum',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'format',
  'maxContains',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minContains',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'multipleOf',
  'pattern',
  'required',
  'type',
  'uniqueItems',
];

/** Every keyword that this server understands; `x-` begins those of a schema's author. */
export const KEYWORDS: ReadonlySet<string> = new Set([...ONE, ...SEVERAL, ...NAMED, ...ANNOTATIONS, ...PLAIN]);

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'boolean' || isObject(value);
}

/** A part of a JSON pointer (RFC 6901). */
export function pointerPart(name: string | number): string {
  return `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
