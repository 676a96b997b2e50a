import { availableParallelism } from 'node:os';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { MonteCarloCancelled } from './monte-carlo-cancelled.js';
import type { MonteCarloOutcome } from './monte-carlo-outcome.js';
import type { MonteCarloPlan } from './monte-carlo-plan.js';
import { outcomeOfReply, type SimulationReply } from './simulation-reply.js';
import type { SimulationTask } from './simulation-task.js';

const IDLE_MILLISECONDS = 30_000;

export interface PoolRunOptions {
  /** @param fraction that is done, 0 to 1, rising */
  readonly onProgress?: (fraction: number) => void;
  readonly signal?: AbortSignal;
}

/** Worker threads for Monte Carlo runs, one run a thread; further runs wait. Threads start with the first run. */
export class SimulationPool {
  private readonly piscina: Piscina<SimulationTask, SimulationReply>;

  /** @param threads at least 1; by default one a processor, less one for the main thread */
  constructor(threads = Math.max(1, availableParallelism() - 1)) {
    this.piscina = new Piscina<SimulationTask, SimulationReply>({
      filename: new URL('./monte-carlo.worker.js', import.meta.url).href,
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: IDLE_MILLISECONDS,
    });
  }

  /**
   * Runs a plan in a thread of its own; see runMonteCarlo.
   * @throws MonteCarloError as runMonteCarlo does
   * @throws MonteCarloCancelled at once when the signal aborts; the thread is free a block later
   */
  async run(plan: MonteCarloPlan, { onProgress, signal }: PoolRunOptions = {}): Promise<MonteCarloOutcome> {
    if (signal?.aborted === true) throw new MonteCarloCancelled();
    const { port1: progress, port2: port } = new MessageChannel();
    const cancelFlag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const listening = new AbortController();
    const aborted = new Promise<never>((_, reject) => {
      const cancel = (): void => {
        Atomics.store(cancelFlag, 0, 1);
        reject(new MonteCarloCancelled());
      };
      signal?.addEventListener('abort', cancel, { signal: listening.signal });
    });
    progress.on('message', (fraction: number) => onProgress?.(fraction));
    try {
      const reply = this.piscina.run({ plan, port, cancelFlag }, { transferList: [port] });
      return outcomeOfReply(await Promise.race([reply, aborted]));
    } finally {
      listening.abort();
      progress.close();
    }
  }

  /** Ends the threads; runs under way are rejected. */
  async close(): Promise<void> {
    await this.piscina.destroy();
  }
}
