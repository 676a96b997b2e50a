import { Injectable } from '@nestjs/common';
import { JobQueues } from '../../platform/queue/job-queues.js';

export const ACTION_QUEUE = 'action';

/** What a worker is told; the rest is in the action's row. */
export interface ActionJob {
  readonly tenant: string;
  readonly actionId: string;
  readonly correlationId: string;
  /** Id of the action's ActionQueued; null when it is not known. */
  readonly causationId: string | null;
}

/** Puts actions on the queue. The job has the action's id, so adding it again while it waits or runs adds nothing. */
@Injectable()
export class ActionJobs {
  constructor(private readonly queues: JobQueues) {}

  add(job: ActionJob): Promise<void> {
    return this.queues.add(ACTION_QUEUE, job.actionId, job);
  }
}
