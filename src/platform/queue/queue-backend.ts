import {
  createPostgresBackend,
  DEFAULT_SCHEMA,
  Queue,
  runMigrations,
  Worker,
  type Job,
  type JobsOptions,
} from 'bullmq';
import pg from 'pg';
import { withSetting } from '../database/connection-setting.js';

/** What JobQueues uses of a BullMQ queue, whichever store is behind it. */
export interface JobQueue {
  add(name: string, data: object, options: JobsOptions): Promise<unknown>;
  getJobCounts(...states: 'waiting'[]): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

/** What JobQueues uses of a BullMQ worker. */
export interface JobWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
  close(): Promise<void>;
}

export interface JobWorkerOptions {
  readonly concurrency: number;
  readonly lockDuration: number;
  readonly stalledInterval: number;
  readonly maxStalledCount: number;
  /** Seconds. */
  readonly drainDelay: number;
}

/** Where the jobs live, and how to open a queue or a worker there. */
export interface QueueBackend {
  /** Makes the store ready; before any queue or worker is opened. */
  prepare(): Promise<void>;
  queue(name: string): JobQueue;
  worker(name: string, processor: (job: Job) => Promise<void>, options: JobWorkerOptions): JobWorker;
  /** Lets go of the store; after every queue and worker is closed. */
  close(): Promise<void>;
}

/** Each worker keeps one connection to itself, to be woken on. */
const POOL_SIZE = 8;

/** Finished jobs leave at once: their outcome is in their module's tables, and an id can then be used again. */
const defaultJobOptions = { removeOnComplete: true, removeOnFail: true };

export function redisBackend(url: string, prefix: string): QueueBackend {
  const connection = { url, maxRetriesPerRequest: null };
  return {
    prepare: () => Promise.resolve(),
    queue: (name) => new Queue(name, { connection, prefix, defaultJobOptions }),
    worker: (name, processor, options) => new Worker(name, processor, { connection, prefix, ...options }),
    close: () => Promise.resolve(),
  };
}

/**
 * One pool for all queues and workers. BullMQ leaves the connections that it checks out without an error listener, so a
 * database that stops at the wrong moment would end the process: here every connection has one.
 */
export function postgresBackend(url: string, onError: (error: Error) => void): QueueBackend {
  const connection = new pg.Pool({
    connectionString: withSetting(url, 'search_path', DEFAULT_SCHEMA),
    max: POOL_SIZE,
    keepAlive: true,
    application_name: 'opstwin-queue',
  });
  connection.on('connect', (client) => client.on('error', onError));
  connection.on('error', onError);
  return {
    prepare: async () => {
      const client = await connection.connect();
      try {
        await runMigrations(client);
      } finally {
        client.release();
      }
    },
    queue: (name) => new Queue(name, { connection, defaultJobOptions }, createPostgresBackend),
    worker: (name, processor, options) =>
      new Worker(name, processor, { connection, ...options }, createPostgresBackend),
    close: () => connection.end(),
  };
}
