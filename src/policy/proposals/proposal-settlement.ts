import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import type { Operation } from '../../platform/event-log/operation.js';
import { notFound, ProblemError } from '../../platform/http/problems/problem.error.js';
import { ProposalExpired } from '../messages/proposal-expired.event.js';
import type { Proposal } from '../messages/proposal.js';
import { proposalOf, type ProposalRow } from './proposal-row.js';
import { Proposals } from './proposals.js';

/** The one way to decide on a pending proposal: under its lock, and not after its time. */
@Injectable()
export class ProposalSettlement {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly proposals: Proposals,
    private readonly clock: Clock,
  ) {}

  /**
   * @param agree checks the locked proposal and appends the event; when it throws, nothing changes
   * @throws ProblemError 404 for an unknown proposal, 409 when it is settled or its time is over
   */
  async settle(
    operation: Operation,
    proposalId: string,
    status: 'approved' | 'rejected',
    reason: string | null,
    agree: (row: ProposalRow) => void,
  ): Promise<Proposal> {
    const settled = await this.database.transaction(async () => {
      const row = await this.proposals.lock(operation.tenant, proposalId);
      if (!row) throw notFound('proposal', proposalId);
      if (row.status !== 'pending') throw alreadySettled(row);
      const at = this.clock.now();
      if (row.expires_at <= at) return this.expire(operation.tenant, row, at);
      agree(row);
      return this.proposals.settle(operation.tenant, row, { status, at, by: operation.actor, reason });
    });
    // Thrown only now, so that the expiry is kept.
    if (settled.status === 'expired') throw alreadySettled(settled);
    return proposalOf(settled);
  }

  private async expire(tenant: string, row: ProposalRow, at: Date): Promise<ProposalRow> {
    const operation = { tenant, actor: 'policy', correlationId: row.correlation_id, causationId: null };
    this.log.append(operation, new ProposalExpired(row.twin_id, { proposal_id: row.proposal_id }));
    return this.proposals.settle(tenant, row, { status: 'expired', at, by: null, reason: null });
  }
}

function alreadySettled(row: ProposalRow): ProblemError {
  return new ProblemError('proposal-settled', `The proposal ${row.proposal_id} is ${row.status}.`);
}
