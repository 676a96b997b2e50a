import { TransitionTable } from '../../platform/state-machine/transition-table.js';
import type { ActionStatus } from '../messages/action.js';

/** The life of an action. A worker that was killed leaves it running; the next one begins it again. */
export const ACTION_STATES = new TransitionTable<ActionStatus>('an action', 'queued', {
  queued: ['running'],
  running: ['running', 'succeeded', 'failed'],
  succeeded: [],
  failed: [],
});
