import { distributionFault } from '../scenario/distribution-fault.js';
import { readObjective, type Goal } from '../scenario/objective.js';
import { isTelemetryParameter, type ParameterSpec } from '../scenario/parameter-spec.js';
import { MonteCarloError } from './monte-carlo-error.js';
import type { MonteCarloPlan } from './monte-carlo-plan.js';

const DEFAULT_SAMPLES = 20_000;
const MAX_SAMPLES = 10_000_000;
const MAX_SEED = 2 ** 32 - 1;

/** A plan's numbers, checked and complete. */
export interface CheckedPlan extends MonteCarloPlan {
  readonly samples: number;
  readonly goal: Goal;
}

/** @throws MonteCarloError with the kind `invalid-plan` for what would make the run fail or never end */
export function checkPlan(plan: MonteCarloPlan): CheckedPlan {
  const { scenario, seed, relativeStandardError: target } = plan;
  const samples = plan.samples ?? scenario.n_samples ?? DEFAULT_SAMPLES;
  const goal = readObjective(scenario.objective);
  demand(Number.isInteger(seed) && seed >= 0 && seed <= MAX_SEED, `seed must be a whole number, 0 to ${MAX_SEED}`);
  demand(Number.isInteger(samples) && samples >= 1 && samples <= MAX_SAMPLES, `samples must be 1 to ${MAX_SAMPLES}`);
  demand(target === undefined || (target > 0 && target < 1), 'relativeStandardError must be above 0 and below 1');
  demand(scenario.candidates.length > 0, 'there is no candidate');
  if (!goal || !Object.hasOwn(scenario.kpis, goal.kpi)) throw invalid('the objective names no KPI');
  checkParameters(scenario.parameters);
  for (const { parameters } of scenario.candidates) checkParameters(parameters ?? {});
  return { ...plan, samples, goal };
}

function checkParameters(parameters: Readonly<Record<string, ParameterSpec>>): void {
  for (const [name, spec] of Object.entries(parameters)) {
    if (typeof spec === 'number') {
      demand(Number.isFinite(spec), `parameter "${name}" is not finite`);
      continue;
    }
    if (isTelemetryParameter(spec)) throw invalid(`parameter "${name}" is still to be fitted to telemetry`);
    const fault = distributionFault(spec);
    if (fault !== undefined) throw invalid(`parameter "${name}": ${fault}`);
  }
}

function demand(valid: boolean, fault: string): void {
  if (!valid) throw invalid(fault);
}

function invalid(fault: string): MonteCarloError {
  return new MonteCarloError('invalid-plan', `The simulation cannot run: ${fault}`);
}
