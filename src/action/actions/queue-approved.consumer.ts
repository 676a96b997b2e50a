import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { derivedId } from '../../platform/clock/ids.js';
import { LogConsumer, type DurableConsumer } from '../../platform/event-log/consumers/log-consumer.decorator.js';
import type { LoggedEvent } from '../../platform/event-log/event.js';
import { operationAfter } from '../../platform/event-log/operation-after.js';
import { ProposalApproved, type ProposalApprovedData } from '../../policy/messages/proposal-approved.event.js';
import { QueueAction } from './queue-action.command.js';

/** Turns an approved proposal into its one action: exactly what the approval bound. */
@Injectable()
@LogConsumer({ name: 'action.queue-approved', events: [ProposalApproved.type] })
export class QueueApprovedConsumer implements DurableConsumer {
  constructor(private readonly commands: CommandBus) {}

  async consume(event: LoggedEvent): Promise<void> {
    const { proposal_id, action } = event.data as unknown as ProposalApprovedData;
    if (event.twinId === null) throw new Error(`${event.type} ${event.id} names no twin`);
    await this.commands.execute(
      new QueueAction(operationAfter(event, 'action'), {
        actionId: derivedId('act', proposal_id),
        twinId: event.twinId,
        ...action,
        emergency: false,
        proposalId: proposal_id,
      }),
    );
  }
}
