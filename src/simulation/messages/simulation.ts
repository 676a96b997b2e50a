/** Mean, spread and percentiles of a KPI over the samples of a run. */
export interface KpiDistribution {
  readonly mean: number;
  readonly std: number;
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
  readonly p99: number;
}

/** What a candidate would do. */
export interface CandidateAction {
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface CandidateOutcome {
  readonly id: string;
  readonly label?: string;
  /** Null for a candidate that does nothing. */
  readonly action: CandidateAction | null;
  readonly kpi_distribution: Readonly<Record<string, KpiDistribution>>;
  readonly objective: { readonly value: number; readonly standard_error: number };
}

export interface Recommendation {
  readonly candidate_id: string;
  readonly action: CandidateAction | null;
  /** Probability, 0 to 1, that the candidate is the best. */
  readonly confidence: number;
  readonly reasoning: string;
}

export type SimulationStatus = 'queued' | 'running' | 'completed' | 'failed';

/** A run as `GET /sim/{sim_id}` shows it. */
export interface Simulation {
  readonly sim_id: string;
  readonly twin_id: string;
  readonly asset_id: string | null;
  readonly scenario: string;
  readonly scenario_version: number;
  readonly anomaly_id: string | null;
  readonly engine: 'classical';
  readonly status: SimulationStatus;
  /** 0 to 1. */
  readonly progress: number;
  readonly seed: number;
  /** Parameters as they were used, those from telemetry with what was fitted to them. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly created_at: string;
  readonly samples: number | null;
  readonly converged: boolean | null;
  /** Of the recommended candidate. */
  readonly kpi_distribution: Readonly<Record<string, KpiDistribution>> | null;
  readonly candidates: readonly CandidateOutcome[] | null;
  readonly recommended: Recommendation | null;
  /** Relative standard error of the recommended candidate's objective. */
  readonly uncertainty: number | null;
  readonly execution_time_ms: number | null;
  /** Why it failed. */
  readonly error: string | null;
}
