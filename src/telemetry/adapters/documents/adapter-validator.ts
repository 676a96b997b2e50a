import { ProblemError, type FieldFault } from '../../../platform/http/problems/problem.error.js';
import { readSchema } from '../../../platform/schemas/schema-files.js';
import { schemaValidator } from '../../../platform/schemas/schema-validator.js';
import type { AdapterDocument } from './adapter-document.js';
import { semanticFaults } from './adapter-faults.js';

const schema = readSchema('adapter.v1');

/** By kind, so that the faults are those of the kind that was meant. */
const FAULTS: ReadonlyMap<unknown, (document: unknown) => FieldFault[]> = new Map(
  ['mqtt', 'file'].map((kind) => [kind, schemaValidator({ $defs: schema.$defs, $ref: `#/$defs/${kind}` })]),
);

export const ADAPTER_EXAMPLES = schema.examples as unknown[];

/** All faults of an adapter's document; what the schema cannot tell is looked for once the schema fits. */
export function adapterFaults(document: unknown): FieldFault[] {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    return [{ pointer: '', code: 'type', message: 'must be object' }];
  }
  const faultsOf = FAULTS.get((document as { kind?: unknown }).kind);
  if (!faultsOf) return [{ pointer: '/kind', code: 'enum', message: 'must be mqtt or file' }];
  const faults = faultsOf(document);
  return faults.length > 0 ? faults : semanticFaults(document as AdapterDocument);
}

/** @throws ProblemError 422 naming every fault */
export function requireAdapterDocument(document: unknown): AdapterDocument {
  const errors = adapterFaults(document);
  if (errors.length === 0) return document as AdapterDocument;
  throw new ProblemError('validation-failed', 'The document does not fit adapter.v1; see errors.', { errors });
}
