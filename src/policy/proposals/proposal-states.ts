import { TransitionTable } from '../../platform/state-machine/transition-table.js';
import type { ProposalStatus } from '../messages/proposal.js';

/** The life of a proposal. */
export const PROPOSAL_STATES = new TransitionTable<ProposalStatus>('a proposal', 'pending', {
  pending: ['approved', 'rejected', 'expired'],
  approved: ['executed'],
  rejected: [],
  expired: [],
  executed: [],
});
