import { quantiles } from '../statistics/quantiles.js';
import type { KpiTally } from './kpi-tally.js';
import type { KpiDistribution } from './monte-carlo-outcome.js';

const PROBABILITIES = [0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const;

/** The distribution of what a tally has collected. Works on a copy of its values, one tally at a time. */
export function kpiDistribution({ values, moments }: KpiTally): KpiDistribution {
  const copy = values.slice(0, moments.count);
  const [p5 = NaN, p25 = NaN, p50 = NaN, p75 = NaN, p95 = NaN, p99 = NaN] = quantiles(copy, PROBABILITIES);
  return { mean: moments.mean, std: moments.std, p5, p25, p50, p75, p95, p99 };
}
