import type { KpiTally } from './kpi-tally.js';
import type { KpiDistribution } from './monte-carlo-outcome.js';

/** The distribution of what a tally has collected, whose quantiles have been found. */
export function kpiDistribution({ moments, quantiles }: KpiTally): KpiDistribution {
  const [p5 = NaN, p25 = NaN, p50 = NaN, p75 = NaN, p95 = NaN, p99 = NaN] = quantiles;
  return { mean: moments.mean, std: moments.std, p5, p25, p50, p75, p95, p99 };
}
