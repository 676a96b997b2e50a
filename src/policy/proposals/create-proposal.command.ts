import { Command } from '@nestjs/cqrs';
import type { Operation } from '../../platform/event-log/operation.js';
import type { Evidence, Proposal } from '../messages/proposal.js';
import type { ProposedAction } from '../messages/proposed-action.js';

export interface ProposalDraft {
  readonly proposalId: string;
  readonly twinId: string;
  readonly summary: string;
  readonly evidence: readonly Evidence[];
  readonly action: ProposedAction;
  /** 0 to 1. */
  readonly confidence: number | null;
  /** Seconds. */
  readonly expiresIn: number;
  /** What it comes from, when policy proposes. */
  readonly decision?: {
    readonly decisionId: string;
    readonly simId: string;
    readonly anomalyId: string;
    readonly policyId: string;
    readonly policyVersion: number;
  };
}

/**
 * Asks whether an action may be done. Joins the transaction in progress; a known id changes nothing.
 * Rejects with a ProblemError 422 when the twin has no such asset.
 */
export class CreateProposal extends Command<Proposal> {
  constructor(
    readonly operation: Operation,
    readonly draft: ProposalDraft,
  ) {
    super();
  }
}
