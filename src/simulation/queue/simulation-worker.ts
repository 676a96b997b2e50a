import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Clock } from '../../platform/clock/clock.js';
import { ShutdownSequence } from '../../platform/lifecycle/shutdown-sequence.js';
import { JobQueues, type JobContext } from '../../platform/queue/job-queues.js';
import { ReadSamples } from '../../telemetry/messages/read-samples.query.js';
import { MonteCarloError, SimulationPool, type ScenarioDocument } from '../engine/index.js';
import { calibrate, CalibrationError } from '../runs/calibrate.js';
import { RunLifeCycle } from '../runs/run-life-cycle.js';
import { RunStore, type Run } from '../runs/run-store.js';
import { SIMULATION_QUEUE, type SimulationJob } from './simulation-job.js';

const MOST_MEASURED_VALUES = 100_000;
const PROGRESS_EVERY_MS = 250;

/** Takes runs from the queue and computes them in worker threads. */
@Injectable()
export class SimulationWorker implements OnApplicationBootstrap {
  private readonly logger = new Logger(SimulationWorker.name);
  private readonly pool = new SimulationPool();

  constructor(
    private readonly queues: JobQueues,
    private readonly queries: QueryBus,
    private readonly runs: RunStore,
    private readonly lifeCycle: RunLifeCycle,
    private readonly clock: Clock,
    private readonly shutdown: ShutdownSequence,
  ) {}

  onApplicationBootstrap(): void {
    this.queues.work(SIMULATION_QUEUE, (job, context) => this.handle(job as SimulationJob, context), {
      concurrency: 2,
    });
    this.shutdown.on('connections', 'the simulation threads', () => this.pool.close());
  }

  /** Safe to repeat: a run that is finished is left alone, and one that was being computed is computed again. */
  private async handle(job: SimulationJob, { lastAttempt }: JobContext): Promise<void> {
    const run = await this.runs.find(job.tenant, job.simId);
    if (!run || run.status === 'completed' || run.status === 'failed') return;
    try {
      const resolved = run.resolved ?? (await this.calibrated(job.tenant, run));
      await this.lifeCycle.start(job, run, resolved);
      const begun = performance.now();
      const plan = { scenario: resolved, seed: run.seed };
      const outcome = await this.pool.run(plan, { onProgress: this.progressOf(job) });
      await this.lifeCycle.complete(job, run, resolved, outcome, performance.now() - begun);
    } catch (error) {
      const hopeless = error instanceof MonteCarloError || error instanceof CalibrationError;
      if (!hopeless && !lastAttempt) throw error;
      await this.lifeCycle.fail(job, run, error instanceof Error ? error.message : String(error));
    }
  }

  private calibrated(tenant: string, run: Run): Promise<ScenarioDocument> {
    return calibrate(run.document, run.assetId, async (assetId, metric, seconds) => {
      const end = this.clock.now();
      const start = new Date(end.getTime() - seconds * 1000);
      const range = { start, end, limit: MOST_MEASURED_VALUES };
      const samples = await this.queries.execute(new ReadSamples(tenant, run.twinId, assetId, metric, range));
      return samples.map((sample) => sample.value);
    });
  }

  /** Writes progress now and then; the run does not wait for it, and the next one makes up for one that failed. */
  private progressOf({ tenant, simId }: SimulationJob): (fraction: number) => void {
    let last = performance.now();
    return (fraction) => {
      if (performance.now() - last < PROGRESS_EVERY_MS) return;
      last = performance.now();
      this.runs.progress(tenant, simId, fraction).catch((error: unknown) => {
        this.logger.warn(`Progress of ${simId} was not written: ${error instanceof Error ? error.message : ''}`);
      });
    };
  }
}
