import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { FieldFault } from '../http/problems/problem.error.js';
import { fieldFault } from './field-fault.js';

/**
 * A function that gives all faults of a value by a JSON Schema 2020-12, none when it fits. The schema is compiled when it is
 * first needed: a start would wait half a second for all of them.
 */
export function schemaValidator(schema: Record<string, unknown>): (value: unknown) => FieldFault[] {
  let validate: ValidateFunction | undefined;
  return (value) => {
    validate ??= compiler().compile(schema);
    return validate(value) ? [] : (validate.errors ?? []).map(fieldFault);
  };
}

function compiler(): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
  addFormats.default(ajv);
  return ajv;
}
