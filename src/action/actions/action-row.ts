import type { Action } from '../messages/action.js';

/** An action as it is stored. */
export interface ActionRow extends Omit<Action, 'created_at' | 'started_at' | 'finished_at'> {
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
}

export const ACTION_COLUMNS = `id AS action_id, twin_id, target, type, params, emergency, status, attempts, proposal_id,
  requested_by, error, created_at, started_at, finished_at`;

/** The wire form of a stored action. */
export function actionOf(row: ActionRow): Action {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}
