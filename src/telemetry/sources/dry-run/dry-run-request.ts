import { ProblemError, type FieldFault } from '../../../platform/http/problems/problem.error.js';
import { schemaValidator } from '../../../platform/schemas/schema-validator.js';
import type { SourceDocument } from '../domain/source-document.js';
import { documentFaults } from '../source-validator.js';

/** What `POST /telemetry/sources/dry-run` takes. */
export interface DryRunRequest {
  /** A name, or a document without faults. */
  readonly source: string | SourceDocument;
  readonly messages: readonly unknown[];
}

/** The shape of what `POST /telemetry/sources/dry-run` takes. */
export const DRY_RUN_SHAPE = {
  type: 'object',
  additionalProperties: false,
  required: ['source', 'messages'],
  properties: {
    source: { description: 'The name of a source, or a source.v1 document', type: ['string', 'object'] },
    messages: { description: 'What the device sends', type: 'array', minItems: 1, maxItems: 1000, items: {} },
  },
};

const shapeFaults = schemaValidator(DRY_RUN_SHAPE);

/** @throws ProblemError 422 naming every fault of the body, or of the document in it */
export function requireDryRun(body: unknown): DryRunRequest {
  const errors = faultsOf(body);
  if (errors.length === 0) return body as DryRunRequest;
  throw new ProblemError('validation-failed', 'There is nothing that could be tried; see errors.', { errors });
}

function faultsOf(body: unknown): FieldFault[] {
  const faults = shapeFaults(body);
  if (faults.length > 0) return faults;
  const { source } = body as DryRunRequest;
  if (typeof source === 'string') return [];
  return documentFaults(source).map((fault) => ({ ...fault, pointer: `/source${fault.pointer}` }));
}
