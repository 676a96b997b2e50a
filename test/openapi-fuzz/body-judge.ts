import { Ajv } from 'ajv';
import type { Content, OpenApi, Schema } from '../harness/open-api.js';

const ID = 'api';

/** Tells of a body whether the OpenAPI document permits it. */
export class BodyJudge {
  private readonly ajv = new Ajv({ strict: false, validateFormats: false });
  private readonly validators = new Map<Schema, (body: unknown) => boolean>();

  constructor(api: OpenApi) {
    const closed = Object.entries(api.components.schemas).map(([name, schema]) => [name, closedOf(schema)]);
    this.ajv.addSchema({ $id: ID, components: { schemas: Object.fromEntries(closed) as object } });
  }

  permits({ schema }: Content, body: unknown): boolean {
    if (!schema) return true;
    let validator = this.validators.get(schema);
    if (!validator) {
      const compiled = this.ajv.compile(absolute(schema) as object);
      validator = (value) => compiled(value);
      this.validators.set(schema, validator);
    }
    return validator(body);
  }
}

/** A class of the API takes no members but its own; what is described as an object only, any. */
function closedOf(schema: Schema): unknown {
  const takesOthers = 'additionalProperties' in schema || !schema.properties;
  return absolute(takesOthers ? schema : { ...schema, additionalProperties: false });
}

/** The same with references that hold wherever it stands. */
function absolute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(absolute);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'example' && key !== 'examples' && key !== 'default')
      .map(([key, inner]) => [key, key === '$ref' ? `${ID}${String(inner)}` : absolute(inner)]),
  );
}
