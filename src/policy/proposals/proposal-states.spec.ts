import { describe, expect, it } from '@jest/globals';
import { TransitionRefused } from '../../platform/state-machine/transition-table.js';
import { PROPOSAL_STATUSES } from '../messages/proposal.js';
import { PROPOSAL_STATES } from './proposal-states.js';

/** What the contract says, apart from the table. */
const ALLOWED = new Set(['pending>approved', 'pending>rejected', 'pending>expired', 'approved>executed']);
const pairs = PROPOSAL_STATUSES.flatMap((from) => PROPOSAL_STATUSES.map((to) => ({ from, to })));

describe('the states of a proposal', () => {
  it.each(pairs)('lead from $from to $to, or refuse to', ({ from, to }) => {
    const step = () => {
      PROPOSAL_STATES.require(from, to);
    };
    if (ALLOWED.has(`${from}>${to}`)) expect(step).not.toThrow();
    else expect(step).toThrow(TransitionRefused);
  });
});
