import { BLOCK_SIZE } from '../block.js';
import type { CheckedPlan } from './check-plan.js';
import { WORK, type Crew } from './crew.js';
import { MonteCarloCancelled } from './monte-carlo-cancelled.js';
import type { MonteCarloControl } from './monte-carlo-plan.js';
import type { PreparedRun } from './prepared-run.js';
import { refuseUnusableSamples } from './refuse-unusable-samples.js';

/** Blocks of a plan that is drawn to its end. */
export function blocksOf({ samples }: CheckedPlan): number {
  return Math.ceil(samples / BLOCK_SIZE);
}

/** Draws a block, evaluates all KPIs on it and summarises it. @param pieceSize samples to evaluate at once */
export function drawBlock(run: PreparedRun, plan: CheckedPlan, block: number, pieceSize = BLOCK_SIZE): void {
  const [from, to] = boundsOf(plan, block);
  for (let first = from; first < to; first += pieceSize) {
    const count = Math.min(pieceSize, to - first);
    run.columns.fill(first, count);
    for (const tally of run.tallies) tally.evaluate(first, count);
  }
  for (const tally of run.tallies) tally.summarise(block);
}

/** Adds a drawn block to the moments of all KPIs. @throws MonteCarloError for a KPI that is not finite in it */
export function collectBlock(run: PreparedRun, plan: CheckedPlan, block: number): void {
  const usable = [...run.tallies].every((tally) => tally.isUsable(block));
  if (!usable) refuseUnusableSamples(run, ...boundsOf(plan, block));
  for (const tally of run.tallies) tally.collect(block);
}

/** Draws all blocks together with whoever joins the crew, as its first thread. */
export function drawTogether(run: PreparedRun, plan: CheckedPlan, control: MonteCarloControl, crew: Crew): void {
  const blocks = blocksOf(plan);
  const look = (): void => {
    if (control.cancelled?.() === true) throw new MonteCarloCancelled();
  };
  for (let block = crew.take(WORK.blocks); block < blocks; block = crew.take(WORK.blocks)) {
    look();
    drawBlock(run, plan, block);
    crew.finish(WORK.blocks);
    const fraction = crew.finished(WORK.blocks) / blocks;
    if (fraction < 1) control.onProgress?.(fraction);
  }
  crew.awaitAll(WORK.blocks, blocks, look);
  for (let block = 0; block < blocks; block += 1) collectBlock(run, plan, block);
  crew.begin(WORK.kpis);
  findQuantiles(run, plan, crew);
  crew.awaitAll(WORK.kpis, run.tallies.size, look);
}

/** The part of another thread of the crew, which ends when there is nothing left to do. */
export function helpDrawing(run: PreparedRun, plan: CheckedPlan, crew: Crew): void {
  const blocks = blocksOf(plan);
  for (let block = crew.take(WORK.blocks); block < blocks; block = crew.take(WORK.blocks)) {
    if (crew.closed) return;
    drawBlock(run, plan, block);
    crew.finish(WORK.blocks);
  }
  if (crew.awaitStage(WORK.kpis)) findQuantiles(run, plan, crew);
}

function findQuantiles(run: PreparedRun, plan: CheckedPlan, crew: Crew): void {
  const tallies = [...run.tallies];
  for (let next = tallies[crew.take(WORK.kpis)]; next; next = tallies[crew.take(WORK.kpis)]) {
    next.findQuantiles(plan.samples);
    crew.finish(WORK.kpis);
  }
}

function boundsOf({ samples }: CheckedPlan, block: number): [number, number] {
  const from = block * BLOCK_SIZE;
  return [from, Math.min(from + BLOCK_SIZE, samples)];
}
