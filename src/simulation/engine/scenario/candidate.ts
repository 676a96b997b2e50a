import type { ParameterSpec } from './parameter-spec.js';

/**
 * What would be done if the candidate were chosen. Any value in `params` may be `{ "$parameter": "name" }`, which stands
 * for the value of that constant parameter of the candidate.
 */
export interface CandidateAction {
  readonly type: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** One way to respond: the scenario with some parameters replaced, and the action that it stands for. */
export interface Candidate {
  readonly id: string;
  readonly label?: string;
  readonly parameters?: Readonly<Record<string, ParameterSpec>>;
  readonly action?: CandidateAction;
}
