import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { readSchema } from '../../platform/schemas/schema-files.js';
import { schemaValidator } from '../../platform/schemas/schema-validator.js';

/** What `POST /actions` takes; schemas/action.v1.json is its source. */
export interface ActionBody {
  readonly twin_id: string;
  readonly target: string;
  readonly type: string;
  readonly params: Readonly<Record<string, number | string | boolean>>;
  readonly emergency?: boolean;
}

const schema = readSchema('action.v1');
const faultsOf = schemaValidator(schema);

export const ACTION_EXAMPLES = schema.examples as unknown[];

/** @throws ProblemError 422 naming every fault */
export function requireActionBody(body: unknown): ActionBody {
  const errors = faultsOf(body);
  if (errors.length === 0) return body as ActionBody;
  throw new ProblemError('validation-failed', 'The action does not fit action.v1; see errors.', { errors });
}
