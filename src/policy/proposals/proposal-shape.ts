import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { readSchema } from '../../platform/schemas/schema-files.js';
import { schemaValidator } from '../../platform/schemas/schema-validator.js';
import type { Evidence } from '../messages/proposal.js';
import type { ProposedAction } from '../messages/proposed-action.js';

/** What `POST /proposals` takes; schemas/proposal.v1.json is its source. */
export interface ProposalBody {
  readonly twin_id: string;
  readonly summary: string;
  readonly evidence?: readonly Evidence[];
  readonly recommended_action: ProposedAction;
  readonly confidence?: number;
  readonly expires_in?: number;
}

const schema = readSchema('proposal.v1');
const faultsOf = schemaValidator(schema);

export const PROPOSAL_EXAMPLES = schema.examples as unknown[];

/** @throws ProblemError 422 naming every fault */
export function requireProposalBody(body: unknown): ProposalBody {
  const errors = faultsOf(body);
  if (errors.length === 0) return body as ProposalBody;
  throw new ProblemError('validation-failed', 'The proposal does not fit proposal.v1; see errors.', { errors });
}
