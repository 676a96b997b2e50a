import { ProblemError, type FieldFault } from '../../platform/http/problems/problem.error.js';
import { readSchema } from '../../platform/schemas/schema-files.js';
import { schemaValidator } from '../../platform/schemas/schema-validator.js';
import { semanticFaults } from './policy-faults.js';
import type { PolicyDocument } from './policy-document.js';

const schema = readSchema('policy.v1');
const faultsOf = schemaValidator(schema);

export const POLICY_EXAMPLES = schema.examples as unknown[];

/** All faults of a policy document; what the schema cannot tell is looked for once the schema fits. */
export function policyFaults(document: unknown): FieldFault[] {
  const faults = faultsOf(document);
  return faults.length > 0 ? faults : semanticFaults(document as PolicyDocument);
}

/** @throws ProblemError 422 naming every fault */
export function requirePolicyDocument(document: unknown): PolicyDocument {
  const errors = policyFaults(document);
  if (errors.length === 0) return document as PolicyDocument;
  throw new ProblemError('validation-failed', 'The document does not fit policy.v1; see errors.', { errors });
}
