import type { Goal } from '../scenario/objective.js';
import type { CandidateRun } from './candidate-run.js';
import type { Margin, Recommendation } from './monte-carlo-outcome.js';

/** A sampled comparison is not certain, though the confidence rounds to 1. */
const NEVER_CERTAIN = 0.999;

/**
 * A recommendation in words, for people who decide.
 * @param ranked all candidates, the recommended one first
 */
export function reasoningOf(
  { candidate_id: id, confidence, best_share: share, margin }: Omit<Recommendation, 'reasoning'>,
  goal: Goal,
  ranked: readonly CandidateRun[],
  count: number,
): string {
  const [best = '', next = ''] = ranked.map(({ objective }) => number(objective.moments.mean));
  if (!margin) return `"${id}" is the only candidate; its mean ${goal.kpi} is ${best} over ${count} samples.`;
  return (
    `${leadOf(id, best, next, margin, goal)} It is unbeaten in ${percent(share)} of ${count} paired samples of ` +
    `${ranked.length} candidates; the probability that it is truly the best is at least ${percent(Math.min(confidence, NEVER_CERTAIN))}.`
  );
}

function leadOf(id: string, best: string, next: string, margin: Margin, { direction, kpi }: Goal): string {
  if (margin.value === 0) return `"${id}" and "${margin.runner_up}" have the same mean ${kpi}, ${best}.`;
  const extreme = direction === 'maximize' ? 'highest' : 'lowest';
  return (
    `"${id}" has the ${extreme} mean ${kpi}, ${best} against ${next} of "${margin.runner_up}": ` +
    `a margin of ${number(margin.value)} with a standard error of ${number(margin.standard_error)}.`
  );
}

function number(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** Rounded down, so that 100% means always. */
function percent(share: number): string {
  return `${Math.floor(share * 1000) / 10}%`;
}
