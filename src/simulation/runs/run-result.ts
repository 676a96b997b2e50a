import { resolveAction, type MonteCarloOutcome, type ScenarioDocument } from '../engine/index.js';
import type { CandidateAction, CandidateOutcome, KpiDistribution, Recommendation } from '../messages/simulation.js';

/** What a completed run found, in its wire form: nothing is missing any more. */
export interface CompletedResult {
  readonly samples: number;
  readonly converged: boolean;
  readonly kpi_distribution: Readonly<Record<string, KpiDistribution>>;
  readonly candidates: readonly CandidateOutcome[];
  readonly recommended: Recommendation;
  readonly uncertainty: number;
  readonly execution_time_ms: number;
}

/** Puts the engine's outcome together with the actions that its candidates stand for. */
export function runResult(
  scenario: ScenarioDocument,
  outcome: MonteCarloOutcome,
  milliseconds: number,
): CompletedResult {
  const actions = new Map<string, CandidateAction | null>();
  const candidates = outcome.candidates.map(({ candidate_id: id, kpi_distribution, objective }): CandidateOutcome => {
    const candidate = scenario.candidates.find((known) => known.id === id);
    const action = candidate && resolveAction(scenario, candidate);
    actions.set(id, action ? { type: action.type, params: action.params ?? {} } : null);
    return {
      id,
      ...(candidate?.label === undefined ? {} : { label: candidate.label }),
      action: actions.get(id) ?? null,
      kpi_distribution,
      objective,
    };
  });
  const { candidate_id, confidence, reasoning } = outcome.recommended;
  return {
    samples: outcome.samples,
    converged: outcome.converged,
    kpi_distribution: candidates.find(({ id }) => id === candidate_id)?.kpi_distribution ?? {},
    candidates,
    recommended: { candidate_id, action: actions.get(candidate_id) ?? null, confidence, reasoning },
    uncertainty: outcome.uncertainty,
    execution_time_ms: Math.round(milliseconds),
  };
}
