import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FieldFault } from '../../../platform/http/problems/problem.error.js';
import { fieldFault } from '../../../platform/schemas/field-fault.js';

export const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);

/** The formats that OpsTwin's own validators check. */
export const FORMATS: ReadonlySet<string> = new Set(Object.keys(ajv.formats));

const meta = new Ajv2020({ allErrors: true, validateFormats: false }).getSchema(DIALECT);

/** Where a value does not fit the meta-schema of JSON Schema 2020-12. It is looked at, never compiled or run. */
export function metaSchemaFaults(schema: unknown): FieldFault[] {
  if (meta === undefined) throw new Error(`Ajv does not know ${DIALECT}`);
  return meta(schema) ? [] : (meta.errors ?? []).map(fieldFault);
}
