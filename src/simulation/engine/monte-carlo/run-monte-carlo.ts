import { BLOCK_SIZE } from '../block.js';
import { Crew } from './crew.js';
import { checkPlan, type CheckedPlan } from './check-plan.js';
import { blocksOf, collectBlock, drawBlock, drawTogether, helpDrawing } from './draw-blocks.js';
import { kpiDistribution } from './kpi-distribution.js';
import type { KpiTally } from './kpi-tally.js';
import { MonteCarloCancelled } from './monte-carlo-cancelled.js';
import type { KpiDistribution, MonteCarloOutcome } from './monte-carlo-outcome.js';
import type { MonteCarloControl, MonteCarloPlan } from './monte-carlo-plan.js';
import { PlainArithmetic } from './plain-arithmetic.js';
import { prepareRun, type PreparedRun } from './prepared-run.js';
import { recommend } from './recommend.js';
import { crewWords, vectorsAt, workshopFor, type Place } from './workshop.js';

/** What counts as converged in a run that has no target of its own. */
const DEFAULT_TARGET = 0.01;
/** A smaller run is over before another thread has begun. */
const SAMPLES_TO_SHARE = 200_000;

/** What a run may use besides its own thread. */
export interface Resources {
  /** Other threads that may take part. */
  readonly helpers?: number;
  /** Asks for them; each that comes calls helpMonteCarlo with one of the shares. None needs to come. */
  readonly call?: (share: RunShare) => void;
  /** A memory that no other run uses. */
  readonly memory?: WebAssembly.Memory;
  /** Takes the memory back, when nothing uses it any more. */
  readonly release?: (memory: WebAssembly.Memory) => void;
}

/** A run as another thread sees it. */
export interface RunShare {
  readonly plan: MonteCarloPlan;
  readonly place: Place;
  /** Which of the memory's runs. */
  readonly run: number;
}

/**
 * Draws samples for all candidates on common random numbers, block by block, and compares the candidates. Synchronous:
 * it belongs in a worker thread. Keeps 8 bytes a sample for every KPI of every candidate, 1 GiB at most. Without a target
 * of precision a large run is shared with the helpers; its outcome has the same bits whoever takes part.
 * @throws MonteCarloError for a plan that cannot run and for a KPI that is not finite
 * @throws MonteCarloCancelled when the control says so
 */
export function runMonteCarlo(
  plan: MonteCarloPlan,
  control: MonteCarloControl = {},
  { helpers = 0, call, memory: given, release }: Resources = {},
): MonteCarloOutcome {
  const checked = checkPlan(plan);
  const isLarge = checked.samples >= SAMPLES_TO_SHARE && checked.relativeStandardError === undefined;
  const threads = isLarge ? 1 + helpers : 1;
  const { arithmetic, crew, memory } = workshopFor(checked, threads, given);
  try {
    const run = prepareRun(checked, arithmetic, BLOCK_SIZE);
    if (threads === 1 || !crew || !memory) {
      return completed(run, checked, control, drawSamples(run, checked, control, BLOCK_SIZE));
    }
    for (let number = 1; number < threads; number += 1)
      call?.({ plan, place: { memory, threads, number }, run: crew.run });
    drawTogether(run, checked, control, crew);
    return completed(run, checked, control, checked.samples);
  } finally {
    if (crew?.disband() === true && memory) release?.(memory);
  }
}

/** Takes part in a run of another thread, until there is nothing left to do. */
export function helpMonteCarlo({ plan, place, run }: RunShare): void {
  const crew = Crew.join(crewWords(place.memory), run);
  if (!crew) return;
  try {
    const checked = checkPlan(plan);
    helpDrawing(prepareRun(checked, vectorsAt(checked, place), BLOCK_SIZE), checked, crew);
  } finally {
    crew.leave();
  }
}

/**
 * A run by loops over typed arrays, in other pieces: the outcome depends on neither.
 * @param pieceSize samples to evaluate at once, 1 to 4096
 */
export function runInBlocks(plan: MonteCarloPlan, control: MonteCarloControl, pieceSize: number): MonteCarloOutcome {
  const checked = checkPlan(plan);
  const run = prepareRun(checked, new PlainArithmetic(pieceSize), pieceSize);
  return completed(run, checked, control, drawSamples(run, checked, control, pieceSize));
}

function completed(
  run: PreparedRun,
  plan: CheckedPlan,
  control: MonteCarloControl,
  samples: number,
): MonteCarloOutcome {
  const outcome = outcomeOf(run, plan, samples);
  control.onProgress?.(1);
  return outcome;
}

/** Draws until the plan's precision is reached or its samples are used up; returns how many were drawn. */
function drawSamples(run: PreparedRun, plan: CheckedPlan, control: MonteCarloControl, pieceSize: number): number {
  const blocks = blocksOf(plan);
  let done = 0;
  for (let block = 0; block < blocks; block += 1) {
    if (control.cancelled?.() === true) throw new MonteCarloCancelled();
    drawBlock(run, plan, block, pieceSize);
    collectBlock(run, plan, block);
    done = Math.min((block + 1) * BLOCK_SIZE, plan.samples);
    if (plan.relativeStandardError !== undefined && isPrecise(run, plan.relativeStandardError)) break;
    if (done < plan.samples) control.onProgress?.(done / plan.samples);
  }
  for (const tally of run.tallies) tally.findQuantiles(done);
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
