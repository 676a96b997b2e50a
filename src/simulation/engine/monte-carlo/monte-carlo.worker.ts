import { runMonteCarlo } from './run-monte-carlo.js';
import { replyOf, type SimulationReply } from './simulation-reply.js';
import type { SimulationTask } from './simulation-task.js';

/** Progress is told in steps of at least this size, lest a long run floods the main thread. */
const PROGRESS_STEP = 0.01;

/** The entry of the worker threads of SimulationPool; piscina calls the default export. */
export default function simulate({ plan, port, cancelFlag }: SimulationTask): SimulationReply {
  let told = 0;
  const onProgress = (fraction: number): void => {
    if (fraction < told + PROGRESS_STEP && fraction < 1) return;
    told = fraction;
    port?.postMessage(fraction);
  };
  const cancelled = (): boolean => cancelFlag !== undefined && Atomics.load(cancelFlag, 0) !== 0;
  try {
    return replyOf(() => runMonteCarlo(plan, { onProgress, cancelled }));
  } finally {
    port?.close();
  }
}
