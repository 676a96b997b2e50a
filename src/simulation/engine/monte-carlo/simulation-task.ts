import type { MessagePort } from 'node:worker_threads';
import type { MonteCarloPlan } from './monte-carlo-plan.js';
import type { SimulationReply } from './simulation-reply.js';
import type { RunShare } from './run-monte-carlo.js';

/** What a worker thread is asked to do: a run, or a share of one. */
export type WorkerTask = SimulationTask | { readonly share: RunShare };

/** A run. */
export interface SimulationTask {
  readonly plan: MonteCarloPlan;
  /** Other threads that may take part. */
  readonly helpers?: number;
  /** A memory that no other run uses. */
  readonly memory?: WebAssembly.Memory;
  /** Receives the fraction that is done, as numbers, and shares of the run for other threads. */
  readonly port?: MessagePort;
  /** One integer in shared memory; not 0 stops the run. The worker is too busy to receive messages. */
  readonly cancelFlag?: Int32Array<SharedArrayBuffer>;
}

/** What it answers to a run. */
export interface SimulationAnswer {
  readonly reply: SimulationReply;
  /** Whether the memory may serve another run. */
  readonly released: boolean;
}
