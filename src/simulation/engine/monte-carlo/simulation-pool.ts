import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { Crew } from './crew.js';
import { MemoryShelf } from './memory-shelf.js';
import { crewWords } from './workshop.js';
import { MonteCarloCancelled } from './monte-carlo-cancelled.js';
import type { MonteCarloOutcome } from './monte-carlo-outcome.js';
import type { MonteCarloPlan } from './monte-carlo-plan.js';
import { outcomeOfReply, type SimulationReply } from './simulation-reply.js';
import type { RunShare } from './run-monte-carlo.js';
import type { SimulationAnswer, SimulationTask, WorkerTask } from './simulation-task.js';

const IDLE_MILLISECONDS = 30_000;
/** A run makes few objects, and large ones live outside the heap: a larger nursery would only fill up. */
const YOUNG_MEBIBYTES = 4;
/** Threads that may join a run: each has scratch of its own, whether it comes or not. */
const MOST_HELPERS = 3;

export interface PoolRunOptions {
  /** @param fraction that is done, 0 to 1, rising */
  readonly onProgress?: (fraction: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Worker threads for Monte Carlo runs, one run a thread; further runs wait. A large run is shared with threads that are free
 * when it begins. Threads start with the first run.
 */
export class SimulationPool {
  private readonly piscina: Piscina<WorkerTask, SimulationAnswer | undefined>;
  /** Tasks that have a thread or wait for one. */
  private busy = 0;
  private readonly shelf = new MemoryShelf(IDLE_MILLISECONDS);

  /** @param threads at least 1; by default one a processor, less one for the main thread */
  constructor(private readonly threads = Math.max(1, availableParallelism() - 1)) {
    this.piscina = new Piscina<WorkerTask, SimulationAnswer | undefined>({
      filename: new URL('./monte-carlo.worker.js', import.meta.url).href,
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: IDLE_MILLISECONDS,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEBIBYTES },
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
    progress.on('message', (message: number | RunShare) => {
      if (typeof message === 'number') onProgress?.(message);
      else this.help(message);
    });
    try {
      const answer = this.compute({ plan, port, cancelFlag, helpers: Math.min(this.threads - 1, MOST_HELPERS) }, port);
      return outcomeOfReply(await Promise.race([answer, aborted]));
    } finally {
      listening.abort();
      progress.close();
    }
  }

  /** Gives a share of a run to a thread, if one is free. The run does without it otherwise. */
  private help(share: RunShare): void {
    if (this.busy < this.threads)
      this.perform({ share }, []).catch(() => {
        Crew.fail(crewWords(share.place.memory), share.run);
      });
  }

  private async compute(task: SimulationTask, port: MessagePort): Promise<SimulationReply> {
    const memory = this.shelf.take();
    const answer = await this.perform({ ...task, ...(memory && { memory }) }, [port]);
    if (!answer) throw new Error('A simulation thread gave no answer');
    if (memory && answer.released) this.shelf.put(memory);
    return answer.reply;
  }

  private async perform(task: WorkerTask, transferList: MessagePort[]): Promise<SimulationAnswer | undefined> {
    this.busy += 1;
    try {
      return await this.piscina.run(task, { transferList });
    } finally {
      this.busy -= 1;
    }
  }

  /** Ends the threads; runs under way are rejected. */
  async close(): Promise<void> {
    this.shelf.clear();
    await this.piscina.destroy();
  }
}
