import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { DATABASE_URL } from '../database/database-url.js';
import { ShutdownSequence } from '../lifecycle/shutdown-sequence.js';
import { postgresBackend, redisBackend, type JobQueue, type QueueBackend } from './queue-backend.js';

/** A killed worker's job is taken up by another within about two of these. */
const LOCK_MS = 6000;
const STALLED_MS = 3000;
/** Kills are no fault of the job: it is given up only after many. */
const MAX_STALLED = 50;
/** How long a worker waits for a job before it looks whether it is to close. */
const IDLE_WAIT_S = 1;
const ATTEMPTS = 5;
const BACKOFF_MS = 200;
const REPEATED_ERROR_MS = 10_000;

export interface JobContext {
  readonly id: string;
  /** Whether no attempt follows this one. */
  readonly lastAttempt: boolean;
}

/** Background jobs: on Redis where it is configured, else in PostgreSQL. A job's id makes adding it twice adding it once. */
@Injectable()
export class JobQueues implements OnModuleInit {
  private readonly logger = new Logger(JobQueues.name);
  private readonly backend: QueueBackend;
  private readonly queues = new Map<string, JobQueue>();
  private readonly lastErrors = new Map<string, number>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(DATABASE_URL) databaseUrl: string,
    private readonly shutdown: ShutdownSequence,
  ) {
    this.backend =
      config.redisUrl === undefined
        ? postgresBackend(databaseUrl, (error) => {
            this.tell('job', error);
          })
        : redisBackend(config.redisUrl, config.namespace);
  }

  async onModuleInit(): Promise<void> {
    this.shutdown.on('connections', 'the job queues', async () => {
      await Promise.all([...this.queues.values()].map((queue) => queue.close()));
      await this.backend.close();
    });
    await this.backend.prepare();
  }

  /** Adds a job, tried up to five times with growing pauses. An id that waits or runs already adds nothing. */
  async add(queue: string, id: string, data: object): Promise<void> {
    await this.open(queue).add(queue, data, {
      jobId: id,
      attempts: ATTEMPTS,
      backoff: { type: 'exponential', delay: BACKOFF_MS },
    });
  }

  /** Whether the queue's store answers. */
  async ping(queue: string): Promise<void> {
    await this.open(queue).getJobCounts('waiting');
  }

  /** Lets this process work on a queue, if it has the role `worker`. A running job is finished before the process ends. */
  work(
    queue: string,
    handle: (data: unknown, job: JobContext) => Promise<void>,
    { concurrency = 1 }: { concurrency?: number } = {},
  ): void {
    if (!this.config.roles.has('worker')) return;
    const worker = this.backend.worker(
      queue,
      (job) => handle(job.data, { id: job.id ?? '', lastAttempt: job.attemptsMade + 1 >= ATTEMPTS }),
      {
        concurrency,
        lockDuration: LOCK_MS,
        stalledInterval: STALLED_MS,
        maxStalledCount: MAX_STALLED,
        drainDelay: IDLE_WAIT_S,
      },
    );
    worker.on('error', (error) => {
      this.tell(queue, error);
    });
    worker.on('failed', (job, error) => {
      this.logger.warn(`Job ${job?.id ?? ''} of ${queue} failed: ${error.message}`);
    });
    this.shutdown.on('work', `the ${queue} worker`, () => worker.close());
  }

  private open(name: string): JobQueue {
    const known = this.queues.get(name);
    if (known) return known;
    const queue = this.backend.queue(name);
    queue.on('error', (error) => {
      this.tell(name, error);
    });
    this.queues.set(name, queue);
    return queue;
  }

  /** While the store is away, every connection reports it over and over; once in a while is enough. */
  private tell(queue: string, error: Error): void {
    const last = this.lastErrors.get(queue) ?? -Infinity;
    if (performance.now() - last < REPEATED_ERROR_MS) return;
    this.lastErrors.set(queue, performance.now());
    this.logger.warn(`The ${queue} queue: ${error.message}`);
  }
}
