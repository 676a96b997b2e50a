/** How a KPI is distributed: sample mean and standard deviation, and exact quantiles of the samples. */
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

/** A mean and the standard error that it is known to. */
export interface Estimate {
  readonly value: number;
  readonly standard_error: number;
}

export interface CandidateOutcome {
  readonly candidate_id: string;
  readonly kpi_distribution: Readonly<Record<string, KpiDistribution>>;
  readonly objective: Estimate;
}

/** By how much the recommended candidate is better than the next, at least 0, from paired samples. */
export interface Margin extends Estimate {
  readonly runner_up: string;
}

export interface Recommendation {
  readonly candidate_id: string;
  /** Lower bound of the probability that the candidate has the best true objective, 0 to 1: see recommend(). */
  readonly confidence: number;
  /** Share of the samples in which no other candidate is better, 0 to 1. */
  readonly best_share: number;
  /** Absent when there is one candidate. */
  readonly margin?: Margin;
  readonly reasoning: string;
}

/** What a run found. */
export interface MonteCarloOutcome {
  /** Drawn for each candidate. */
  readonly samples: number;
  /** Every objective's relative standard error is at or below the plan's, or 0.01 when the plan has none. */
  readonly converged: boolean;
  readonly candidates: readonly CandidateOutcome[];
  readonly recommended: Recommendation;
  /** Relative standard error of the recommended candidate's objective, 0 to 1. */
  readonly uncertainty: number;
}
