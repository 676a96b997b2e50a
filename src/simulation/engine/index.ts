export { ExpressionError } from './expression/expression-error.js';
export { MonteCarloCancelled } from './monte-carlo/monte-carlo-cancelled.js';
export { MonteCarloError, type MonteCarloErrorKind, type UnusableSample } from './monte-carlo/monte-carlo-error.js';
export type {
  CandidateOutcome,
  Estimate,
  KpiDistribution,
  Margin,
  MonteCarloOutcome,
  Recommendation,
} from './monte-carlo/monte-carlo-outcome.js';
export type { MonteCarloControl, MonteCarloPlan } from './monte-carlo/monte-carlo-plan.js';
export { runMonteCarlo } from './monte-carlo/run-monte-carlo.js';
export { SimulationPool, type PoolRunOptions } from './monte-carlo/simulation-pool.js';
export type { Candidate, CandidateAction } from './scenario/candidate.js';
export { compileScenarioValidator, type ScenarioValidator } from './scenario/compile-scenario-validator.js';
export { distributionFault } from './scenario/distribution-fault.js';
export type { DistributionSpec, EmpiricalSpec, NormalSpec } from './scenario/distribution-spec.js';
export { isTelemetryParameter, type ParameterSpec, type TelemetryParameter } from './scenario/parameter-spec.js';
export { resolveAction } from './scenario/resolve-action.js';
export type { Objective, ScenarioDocument } from './scenario/scenario-document.js';
export type { ScenarioFault } from './scenario/scenario-fault.js';
