import type { Goal } from '../scenario/objective.js';
import type { Moments } from '../statistics/moments.js';
import { normalCdf } from '../statistics/normal-cdf.js';
import { pairedDifference } from '../statistics/paired-difference.js';
import { bestShare } from './best-share.js';
import type { CandidateRun } from './candidate-run.js';
import type { Margin, Recommendation } from './monte-carlo-outcome.js';
import { reasoningOf } from './reasoning.js';

/**
 * Recommends the candidate with the best mean of the objective's KPI; of equals, the one named first.
 *
 * Confidence is a lower bound of the probability that its true mean is the best of all k: with the paired differences to
 * every other candidate j, their mean m_j and its standard error s_j, it is 1 - Σ_j Φ(-m_j / s_j) (Bonferroni; Kim and
 * Nelson, "Selecting the best system", 2006), and at least 1 / k. It grows with the samples; how often the candidate is
 * best in a single sample is the best share.
 */
export function recommend(candidates: readonly CandidateRun[], goal: Goal, count: number): Recommendation {
  const sign = goal.direction === 'maximize' ? 1 : -1;
  const ranked = [...candidates].sort((a, b) => sign * (b.objective.moments.mean - a.objective.moments.mean));
  const [best, ...others] = ranked;
  if (!best) throw new Error('There is nothing to recommend from');
  const differences = others.map((other) => pairedDifference(best.objective.values, other.objective.values, count));
  const chancesOfError = differences.map((difference) => chanceOfError(difference, sign));
  const confidence = Math.max(1 - chancesOfError.reduce((sum, chance) => sum + chance, 0), 1 / candidates.length);
  const otherValues = others.map(({ objective }) => objective.values);
  const best_share = bestShare(best.objective.values, otherValues, sign, count);
  const margin = marginOf(others[0], differences[0], sign);
  const found = { candidate_id: best.id, confidence, best_share, ...(margin && { margin }) };
  return { ...found, reasoning: reasoningOf(found, goal, ranked, count) };
}

/** The probability that the other's true mean is better, after a difference of sample means in favour of the best. */
function chanceOfError(difference: Moments, sign: 1 | -1): number {
  const lead = sign * difference.mean;
  if (lead <= 0) return 0.5;
  if (difference.count < 2) return 0.5;
  return normalCdf(-lead / difference.standardError);
}

function marginOf(
  runnerUp: CandidateRun | undefined,
  difference: Moments | undefined,
  sign: 1 | -1,
): Margin | undefined {
  if (!runnerUp || !difference) return undefined;
  return {
    runner_up: runnerUp.id,
    // A tie may come out a rounding below zero, or as -0.
    value: Math.max(0, sign * difference.mean),
    standard_error: difference.standardError,
  };
}
