import type { FieldFault } from '../../platform/http/problems/problem.error.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { readSchema } from '../../platform/schemas/schema-files.js';
import { schemaValidator } from '../../platform/schemas/schema-validator.js';
import type { SourceDocument } from './domain/source-document.js';
import { sourceFaults } from './domain/source-faults.js';

const schema = readSchema('source.v1');
const schemaFaults = schemaValidator(schema);

export const SOURCE_EXAMPLES = schema.examples as SourceDocument[];

/** All faults of a source document; what the schema cannot tell is looked for once the schema fits. */
export function documentFaults(document: unknown): FieldFault[] {
  const faults = schemaFaults(document);
  return faults.length > 0 ? faults : sourceFaults(document as SourceDocument);
}

/** @throws ProblemError 422 naming every fault */
export function requireSourceDocument(document: unknown): SourceDocument {
  const errors = documentFaults(document);
  if (errors.length === 0) return document as SourceDocument;
  throw new ProblemError('validation-failed', 'The document does not fit source.v1; see errors.', { errors });
}
