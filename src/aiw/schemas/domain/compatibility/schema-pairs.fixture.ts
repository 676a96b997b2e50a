import fc from 'fast-check';
import type { JsonObject, Schema } from '../keywords.js';

const NAMES = ['a', 'b', 'ab', 'c'];
const PATTERNS = ['^a', 'b', '^c$'];
const name = fc.constantFrom(...NAMES);
const pattern = fc.constantFrom(...PATTERNS);
const number = fc.constantFrom(-2, -1, 0, 0.5, 1, 2, 3);
const count = fc.nat(3);
const scalar = fc.oneof(fc.constantFrom<unknown>(null, true, false, '', 'a', 'ab', 'bc', 'c'), number);
const type = fc.constantFrom('null', 'boolean', 'integer', 'number', 'string', 'array', 'object');

/** Small values, such as the schemas of this file are about. */
export const anyValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

/** Schemas of all keywords, over few names, texts and numbers, so that pairs of them often have to do with each other. */
export const anySchema = fc.letrec<{ schema: Schema; flat: JsonObject; object: JsonObject; choice: JsonObject }>(
  (tie) => {
    const schema = tie('schema');
    const list = fc.array(schema, { minLength: 1, maxLength: 3 });
    const optional = { requiredKeys: [] as [] };
    return {
      schema: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        { weight: 4, arbitrary: tie('flat') },
        { weight: 3, arbitrary: tie('object') },
        { weight: 2, arbitrary: tie('choice') },
        { weight: 1, arbitrary: fc.boolean() },
      ),
      flat: fc.oneof(
        fc.record({ type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })) }, {}),
        fc.record({ type, minimum: number, exclusiveMaximum: number }, { requiredKeys: ['type'] }),
        fc.record({ type, maximum: number, exclusiveMinimum: number }, { requiredKeys: ['type'] }),
        fc.record({ type, multipleOf: fc.constantFrom(0.5, 1, 2, 3, 4) }, { requiredKeys: ['multipleOf'] }),
        fc.record({ minLength: count, maxLength: count, pattern, format: fc.constantFrom('date', 'email') }, optional),
        fc.record({ enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 4 }) }),
        fc.record({ const: scalar }),
        fc.constant({ $ref: '#/$defs/d' }),
      ),
      object: fc.oneof(
        fc.record(
          {
            type: fc.constant('object'),
            properties: fc.dictionary(name, schema, { maxKeys: 3 }),
            required: fc.uniqueArray(name, { maxLength: 2 }),
            additionalProperties: schema,
          },
          optional,
        ),
        fc.record(
          {
            patternProperties: fc.dictionary(pattern, schema, { maxKeys: 2 }),
            additionalProperties: schema,
            propertyNames: schema,
            minProperties: count,
            maxProperties: count,
            unevaluatedProperties: schema,
          },
          optional,
        ),
        fc.record(
          {
            dependentRequired: fc.dictionary(name, fc.uniqueArray(name, { maxLength: 2 }), { maxKeys: 2 }),
            dependentSchemas: fc.dictionary(name, schema, { maxKeys: 1 }),
          },
          optional,
        ),
        fc.record(
          {
            type: fc.constant('array'),
            prefixItems: list,
            items: schema,
            minItems: count,
            maxItems: count,
            uniqueItems: fc.boolean(),
          },
          optional,
        ),
        fc.record({ contains: schema, minContains: count, maxContains: count, unevaluatedItems: schema }, optional),
      ),
      choice: fc.oneof(
        fc.record({ allOf: list }),
        fc.record(
          { anyOf: list, properties: fc.dictionary(name, schema, { maxKeys: 2 }) },
          { requiredKeys: ['anyOf'] },
        ),
        fc.record({ oneOf: list, required: fc.uniqueArray(name, { maxLength: 2 }) }, { requiredKeys: ['oneOf'] }),
        fc.record({ not: schema }),
        fc.record({ if: schema, then: schema, else: schema }, { requiredKeys: ['if'] }),
      ),
    };
  },
).schema;

/** A schema document: what `#/$defs/d` leads to may lead back to it from one of its parts. */
export const anyDocument: fc.Arbitrary<Schema> = fc
  .tuple(anySchema, fc.dictionary(name, anySchema, { maxKeys: 2 }))
  .map(([schema, properties]) => {
    const definitions = { $defs: { d: { type: ['object', 'integer'], properties } } };
    return typeof schema === 'boolean' ? { allOf: [schema], ...definitions } : { ...schema, ...definitions };
  });

/** A document, and one that differs from it here and there, or says it in other words. */
export const documentPair: fc.Arbitrary<[Schema, Schema]> = fc.oneof(
  fc.tuple(anyDocument, anyDocument),
  fc
    .tuple(anyDocument, fc.array(fc.tuple(fc.nat(), anySchema, fc.nat(5)), { minLength: 1, maxLength: 3 }))
    .map(([older, edits]): [Schema, Schema] => [
      older,
      edits.reduce<Schema>((schema, [at, other, kind]) => edited(schema, at, other, kind), older),
    ]),
);

/** The schema with one place in it changed. */
function edited(schema: Schema, at: number, other: Schema, kind: number): Schema {
  const copy = JSON.parse(JSON.stringify(schema)) as Schema;
  if (typeof copy === 'boolean') return other;
  const places: Record<string, unknown>[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) places.push(value as Record<string, unknown>);
    for (const part of Object.values(value)) walk(part);
  };
  walk(copy);
  const place = places[at % places.length] ?? {};
  const keys = Object.keys(place).filter((key) => key !== '$defs' && key !== 'd');
  const key = keys[at % Math.max(1, keys.length)];
  if (key === undefined) return copy;
  const value = place[key];
  if (kind === 0 && place !== (copy as Record<string, unknown>).$defs) Reflect.deleteProperty(place, key);
  else if (typeof value === 'number') place[key] = key.startsWith('min') ? Math.max(0, value - 1) : value + 1;
  else if (key === 'type' && typeof value === 'string') place[key] = [value, value === 'null' ? 'string' : 'null'];
  else if (key === 'enum') place[key] = [...new Set([...(value as unknown[]), 'added', 7])];
  else if (key === 'anyOf') place[key] = [...(value as unknown[]), other];
  else if (key === 'required') place[key] = (value as unknown[]).slice(1);
  return copy;
}
