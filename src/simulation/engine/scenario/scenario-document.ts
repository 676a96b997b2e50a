import type { Candidate } from './candidate.js';
import type { ParameterSpec } from './parameter-spec.js';

/** What makes a candidate better: `{ "maximize": "mean(profit)" }` or `{ "minimize": "mean(cost)" }`. */
export type Objective = { readonly maximize: string } | { readonly minimize: string };

/** A scenario as on the wire; schemas/sim.v1.json is its published shape. */
export interface ScenarioDocument {
  readonly name: string;
  readonly description?: string;
  readonly parameters: Readonly<Record<string, ParameterSpec>>;
  /** An expression over the parameters for every KPI. */
  readonly kpis: Readonly<Record<string, string>>;
  readonly objective: Objective;
  readonly candidates: readonly Candidate[];
  /** Samples of a run that does not say otherwise, 1 to 10,000,000. */
  readonly n_samples?: number;
}
