import { BLOCK_SIZE } from '../block.js';
import { checkPlan, type CheckedPlan } from './check-plan.js';
import { kpiDistribution } from './kpi-distribution.js';
import { MonteCarloCancelled } from './monte-carlo-cancelled.js';
import type { KpiDistribution, MonteCarloOutcome } from './monte-carlo-outcome.js';
import type { MonteCarloControl, MonteCarloPlan } from './monte-carlo-plan.js';
import type { KpiTally } from './kpi-tally.js';
import { prepareRun, type PreparedRun } from './prepared-run.js';
import { recommend } from './recommend.js';
import { refuseUnusableSamples } from './refuse-unusable-samples.js';

/** What counts as converged in a run that has no target of its own. */
const DEFAULT_TARGET = 0.01;

/**
 * Draws samples for all candidates on common random numbers, block by block, and compares the candidates. Synchronous:
 * it belongs in a worker thread. Keeps 8 bytes a sample for every KPI of every candidate (1 GiB at most), and copies the
 * values of one KPI at a time for its quantiles.
 * @throws MonteCarloError for a plan that cannot run and for a KPI that is not finite
 * @throws MonteCarloCancelled when the control says so
 */
export function runMonteCarlo(plan: MonteCarloPlan, control: MonteCarloControl = {}): MonteCarloOutcome {
  return runInBlocks(plan, control, BLOCK_SIZE);
}

/**
 * The same with other pieces: the outcome does not depend on them.
 * @param pieceSize samples to evaluate at once, 1 to 4096
 */
export function runInBlocks(plan: MonteCarloPlan, control: MonteCarloControl, pieceSize: number): MonteCarloOutcome {
  const checked = checkPlan(plan);
  const run = prepareRun(checked, pieceSize);
  const samples = drawSamples(run, checked, control, pieceSize);
  const outcome = outcomeOf(run, checked, samples);
  control.onProgress?.(1);
  return outcome;
}

/** Draws until the plan's precision is reached or its samples are used up; returns how many were drawn. */
function drawSamples(run: PreparedRun, plan: CheckedPlan, control: MonteCarloControl, pieceSize: number): number {
  let done = 0;
  while (done < plan.samples) {
    if (control.cancelled?.() === true) throw new MonteCarloCancelled();
    const end = Math.min(done + BLOCK_SIZE, plan.samples);
    for (let first = done; first < end; first += pieceSize) {
      const count = Math.min(pieceSize, end - first);
      run.columns.fill(first, count);
      for (const tally of run.tallies) tally.evaluateBlock(first, count);
    }
    refuseUnusableSamples(run, done, end);
    for (const tally of run.tallies) tally.collect(done, end);
    done = end;
    if (plan.relativeStandardError !== undefined && isPrecise(run, plan.relativeStandardError)) break;
    if (done < plan.samples) control.onProgress?.(done / plan.samples);
  }
  return done;
}

function isPrecise({ candidates }: PreparedRun, target: number): boolean {
  return candidates.every(({ objective }) => objective.moments.relativeStandardError <= target);
}

function outcomeOf(run: PreparedRun, plan: CheckedPlan, samples: number): MonteCarloOutcome {
  const distributions = new Map<KpiTally, KpiDistribution>();
  for (const tally of run.tallies) distributions.set(tally, kpiDistribution(tally));
  const recommended = recommend(run.candidates, plan.goal, samples);
  const best = run.candidates.find(({ id }) => id === recommended.candidate_id);
  return {
    samples,
    converged: isPrecise(run, plan.relativeStandardError ?? DEFAULT_TARGET),
    candidates: run.candidates.map(({ id, tallies, objective: { moments } }) => ({
      candidate_id: id,
      kpi_distribution: Object.fromEntries(
        [...tallies].flatMap(([kpi, tally]) => {
          const distribution = distributions.get(tally);
          return distribution ? [[kpi, distribution] as const] : [];
        }),
      ),
      objective: { value: moments.mean, standard_error: moments.standardError },
    })),
    recommended,
    uncertainty: best?.objective.moments.relativeStandardError ?? 1,
  };
}
