import { Injectable } from '@nestjs/common';
import { LogConsumer, type DurableConsumer } from '../../platform/event-log/consumers/log-consumer.decorator.js';
import type { LoggedEvent } from '../../platform/event-log/event.js';
import { Proposals } from './proposals.js';

/** What this module reads of ActionSucceeded and ActionFailed. */
interface ActionFinished {
  readonly action_id: string;
  readonly proposal_id: string | null;
  readonly error?: string;
}

/** Keeps with a proposal what became of its action: the history that later confidence rests on. */
@Injectable()
@LogConsumer({ name: 'policy.record-outcome', events: ['ActionSucceeded', 'ActionFailed'] })
export class RecordOutcomeConsumer implements DurableConsumer {
  constructor(private readonly proposals: Proposals) {}

  async consume(event: LoggedEvent): Promise<void> {
    const { action_id, proposal_id, error } = event.data as unknown as ActionFinished;
    if (proposal_id === null) return;
    const row = await this.proposals.lock(event.tenant, proposal_id);
    // Executed already when a parked event is replayed.
    if (row?.status !== 'approved') return;
    const failure = event.type === 'ActionFailed' ? (error ?? 'no reason was given') : null;
    await this.proposals.execute(event.tenant, row, action_id, failure, new Date(event.ts));
  }
}
