import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FieldFault } from '../http/problems/problem.error.js';
import { fieldFault } from './field-fault.js';

/** Compiles a JSON Schema 2020-12 to a function that gives all faults of a value, none when it fits. */
export function schemaValidator(schema: Record<string, unknown>): (value: unknown) => FieldFault[] {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(fieldFault));
}
