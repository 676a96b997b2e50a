import { CommandHandler, QueryBus, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { GetAssetState } from '../../twin/messages/get-asset-state.query.js';
import { ProposalCreated } from '../messages/proposal-created.event.js';
import type { Proposal, ProposalPayload } from '../messages/proposal.js';
import { CreateProposal, type ProposalDraft } from './create-proposal.command.js';
import { payloadDigest } from './payload-digest.js';
import { proposalOf, type ProposalRow } from './proposal-row.js';
import { PROPOSAL_STATES } from './proposal-states.js';
import { Proposals } from './proposals.js';

@CommandHandler(CreateProposal)
export class CreateProposalHandler implements ICommandHandler<CreateProposal> {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly proposals: Proposals,
    private readonly queries: QueryBus,
    private readonly clock: Clock,
  ) {}

  async execute({ operation, draft }: CreateProposal): Promise<Proposal> {
    const { tenant } = operation;
    return this.database.transaction(async () => {
      const row = this.row(draft, await this.payload(tenant, draft), operation);
      if (await this.proposals.add(tenant, row)) {
        const { proposal_id, decision_id, sim_id, anomaly_id, summary, recommended_action, digest, expires_at } =
          proposalOf(row);
        const data = { proposal_id, decision_id, sim_id, anomaly_id, summary, recommended_action, digest, expires_at };
        this.log.append(operation, new ProposalCreated(draft.twinId, data));
        return proposalOf(row);
      }
      const known = await this.proposals.find(tenant, draft.proposalId);
      return proposalOf(known ?? row);
    });
  }

  private async payload(tenant: string, draft: ProposalDraft): Promise<ProposalPayload> {
    const { action, decision, twinId } = draft;
    const asset = await this.queries.execute(new GetAssetState(tenant, twinId, action.target));
    if (!asset) {
      const message = `there is no asset ${action.target} in the twin ${twinId}`;
      throw new ProblemError('validation-failed', `The proposal cannot be carried out: ${message}.`, {
        errors: [{ pointer: '/recommended_action/target', code: 'unknown-asset', message }],
      });
    }
    return {
      action,
      target_state: { desired: asset.desired, version: asset.version },
      sim_id: decision?.simId ?? null,
      policy_id: decision?.policyId ?? null,
      policy_version: decision?.policyVersion ?? null,
    };
  }

  private row(draft: ProposalDraft, payload: ProposalPayload, operation: CreateProposal['operation']): ProposalRow {
    const now = this.clock.now();
    return {
      ...payload,
      proposal_id: draft.proposalId,
      twin_id: draft.twinId,
      status: PROPOSAL_STATES.first,
      summary: draft.summary,
      evidence: draft.evidence,
      digest: payloadDigest(payload),
      confidence: draft.confidence,
      decision_id: draft.decision?.decisionId ?? null,
      anomaly_id: draft.decision?.anomalyId ?? null,
      proposed_by: operation.actor,
      correlation_id: operation.correlationId,
      created_at: now,
      expires_at: new Date(now.getTime() + draft.expiresIn * 1000),
      settled_at: null,
      settled_by: null,
      reason: null,
      outcome: null,
      outcome_error: null,
      action_id: null,
      executed_at: null,
      revision: 1,
    };
  }
}
