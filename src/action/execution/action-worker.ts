import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { isDatabaseUnavailable } from '../../platform/database/database-unavailable.js';
import type { Operation } from '../../platform/event-log/operation.js';
import { JobQueues, type JobContext } from '../../platform/queue/job-queues.js';
import { Feasibility } from '../actions/feasibility.js';
import type { ActionTask } from '../connectors/connector.js';
import { ConnectorRegistry } from '../connectors/connector-registry.js';
import { ACTION_QUEUE, type ActionJob } from './action-jobs.js';
import { ActionProgress } from './action-progress.js';

/** Actions mostly wait for someone else, so a worker carries out several at once. */
const CONCURRENCY = 8;

/** Carries out queued actions, in a process with the role `worker`. */
@Injectable()
export class ActionWorker implements OnApplicationBootstrap {
  constructor(
    private readonly queues: JobQueues,
    private readonly progress: ActionProgress,
    private readonly feasibility: Feasibility,
    private readonly connectors: ConnectorRegistry,
  ) {}

  onApplicationBootstrap(): void {
    this.queues.work(ACTION_QUEUE, (job, context) => this.run(job as ActionJob, context), { concurrency: CONCURRENCY });
  }

  private async run(job: ActionJob, { lastAttempt }: JobContext): Promise<void> {
    const { tenant, correlationId, causationId } = job;
    const operation = { tenant, actor: 'action', correlationId, causationId };
    const task = await this.progress.begin(operation, job.actionId);
    if (!task) return;
    const [fault] = await this.feasibility.faults(tenant, task);
    if (fault) {
      await this.progress.fail(operation, task, `${fault.pointer}: ${fault.message}`);
      return;
    }
    try {
      await this.carryOut(operation, task);
    } catch (error) {
      // What is not the action's own fault is tried again, by the queue or by the sweep, however often it takes.
      if (!lastAttempt || isDatabaseUnavailable(error)) throw error;
      await this.progress.fail(operation, task, error instanceof Error ? error.message : String(error));
    }
  }

  private async carryOut(operation: Operation, task: ActionTask): Promise<void> {
    const connector = this.connectors.find(task.type);
    if (!connector) throw new Error(`There is no connector for ${task.type}`);
    await connector.act(operation, task);
    await this.progress.succeed(operation, task, () => connector.keep(operation, task));
  }
}
