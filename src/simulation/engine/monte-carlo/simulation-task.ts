import type { MessagePort } from 'node:worker_threads';
import type { MonteCarloPlan } from './monte-carlo-plan.js';

/** What a worker thread is asked to do. */
export interface SimulationTask {
  readonly plan: MonteCarloPlan;
  /** Receives the fraction that is done, as numbers. */
  readonly port?: MessagePort;
  /** One integer in shared memory; not 0 stops the run. The worker is too busy to receive messages. */
  readonly cancelFlag?: Int32Array<SharedArrayBuffer>;
}
