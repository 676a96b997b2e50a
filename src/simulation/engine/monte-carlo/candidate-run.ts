import type { KpiTally } from './kpi-tally.js';

/** A candidate during a run. Tallies may be shared with candidates whose KPI is computed from the same values. */
export interface CandidateRun {
  readonly id: string;
  readonly columns: ReadonlyMap<string, Float64Array>;
  readonly tallies: ReadonlyMap<string, KpiTally>;
  /** The tally of the KPI that the objective is about. */
  readonly objective: KpiTally;
}
