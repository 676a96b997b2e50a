import { Injectable } from '@nestjs/common';
import { LogConsumer, type DurableConsumer } from '../../platform/event-log/consumers/log-consumer.decorator.js';
import type { LoggedEvent } from '../../platform/event-log/event.js';
import { JobQueues } from '../../platform/queue/job-queues.js';
import { SimulationQueued, type SimulationQueuedData } from '../messages/simulation-queued.event.js';
import { SIMULATION_QUEUE, type SimulationJob } from './simulation-job.js';

/** Puts each stored run on the queue. The job has the run's id, so adding it again adds nothing. */
@Injectable()
@LogConsumer({ name: 'simulation.enqueue', events: [SimulationQueued.type] })
export class EnqueueSimulation implements DurableConsumer {
  constructor(private readonly queues: JobQueues) {}

  async consume({ tenant, correlationId, id, data }: LoggedEvent): Promise<void> {
    const { sim_id: simId } = data as unknown as SimulationQueuedData;
    const job: SimulationJob = { tenant, simId, correlationId, causationId: id };
    await this.queues.add(SIMULATION_QUEUE, simId, job);
  }
}
