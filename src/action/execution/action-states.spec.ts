import { describe, expect, it } from '@jest/globals';
import { TransitionRefused } from '../../platform/state-machine/transition-table.js';
import { ACTION_STATUSES } from '../messages/action.js';
import { ACTION_STATES } from './action-states.js';

/** What the contract says, apart from the table. */
const ALLOWED = new Set(['queued>running', 'running>running', 'running>succeeded', 'running>failed']);
const pairs = ACTION_STATUSES.flatMap((from) => ACTION_STATUSES.map((to) => ({ from, to })));

describe('the states of an action', () => {
  it.each(pairs)('lead from $from to $to, or refuse to', ({ from, to }) => {
    const step = () => {
      ACTION_STATES.require(from, to);
    };
    if (ALLOWED.has(`${from}>${to}`)) expect(step).not.toThrow();
    else expect(step).toThrow(TransitionRefused);
  });

  it('end in success and in failure only', () => {
    expect(ACTION_STATUSES.filter((status) => ACTION_STATES.ends(status))).toEqual(['succeeded', 'failed']);
  });
});
