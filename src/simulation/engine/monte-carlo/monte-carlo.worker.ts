import { helpMonteCarlo, runMonteCarlo, type RunShare } from './run-monte-carlo.js';
import { replyOf } from './simulation-reply.js';
import type { SimulationAnswer, SimulationTask, WorkerTask } from './simulation-task.js';

/** Progress is told in steps of at least this size, lest a long run floods the main thread. */
const PROGRESS_STEP = 0.01;

/** The entry of the worker threads of SimulationPool; piscina calls the default export. */
export default function work(task: WorkerTask): SimulationAnswer | undefined {
  if (!('share' in task)) return simulate(task);
  helpMonteCarlo(task.share);
  return undefined;
}

function simulate({ plan, port, cancelFlag, helpers = 0, memory }: SimulationTask): SimulationAnswer {
  let told = 0;
  const onProgress = (fraction: number): void => {
    if (fraction < told + PROGRESS_STEP && fraction < 1) return;
    told = fraction;
    port?.postMessage(fraction);
  };
  const cancelled = (): boolean => cancelFlag !== undefined && Atomics.load(cancelFlag, 0) !== 0;
  const call = (share: RunShare): void => {
    port?.postMessage(share);
  };
  let released = false;
  const release = (): void => {
    released = true;
  };
  try {
    const reply = replyOf(() =>
      runMonteCarlo(plan, { onProgress, cancelled }, { helpers, call, release, ...(memory && { memory }) }),
    );
    return { reply, released };
  } finally {
    port?.close();
  }
}
