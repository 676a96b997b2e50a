import { ProblemError, type FieldFault } from '../../platform/http/problems/problem.error.js';
import { schemaValidator } from '../../platform/schemas/schema-validator.js';
import type { JsonObject } from './domain/keywords.js';
import { schemaFaults } from './domain/schema-faults.js';
import { LONGEST_SCHEMA_NAME, SCHEMA_NAME } from './domain/schema-name.js';

/** What `POST /schemas` takes. */
export interface SchemaRegistration {
  readonly name: string;
  readonly schema: JsonObject;
}

/** The shape of what `POST /schemas` takes. */
export const REGISTRATION_SHAPE = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'schema'],
  properties: {
    name: {
      description:
        'A family and its version. The families `event` and `manifest`, and what begins with `event.`, are taken.',
      type: 'string',
      maxLength: LONGEST_SCHEMA_NAME,
      pattern: SCHEMA_NAME.source,
    },
    schema: { description: 'A JSON Schema 2020-12 that refers to nothing outside itself', type: 'object' },
  },
};

const RESERVED = /^(event|manifest)\./;
const shapeFaults = schemaValidator(REGISTRATION_SHAPE);

/** @throws ProblemError 422 naming every fault of the body, or of the schema in it */
export function requireRegistration(body: unknown): SchemaRegistration {
  const errors = faultsOf(body);
  if (errors.length === 0) return body as SchemaRegistration;
  throw new ProblemError('validation-failed', 'The schema cannot be registered; see errors.', { errors });
}

function faultsOf(body: unknown): FieldFault[] {
  const faults = shapeFaults(body);
  if (faults.length > 0) return faults;
  const { name, schema } = body as SchemaRegistration;
  if (RESERVED.test(name)) {
    const message = 'is of a family in which OpsTwin describes what it says itself';
    return [{ pointer: '/name', code: 'reserved', message }];
  }
  return schemaFaults(schema).map((fault) => ({ ...fault, pointer: `/schema${fault.pointer}` }));
}
