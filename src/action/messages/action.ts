export const ACTION_STATUSES = ['queued', 'running', 'succeeded', 'failed'] as const;
export type ActionStatus = (typeof ACTION_STATUSES)[number];

/** An action as `GET /actions/{id}` shows it. */
export interface Action {
  readonly action_id: string;
  readonly twin_id: string;
  /** The asset that it is done to. */
  readonly target: string;
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Whether whoever asked for it declared an emergency. */
  readonly emergency: boolean;
  readonly status: ActionStatus;
  /** How often it was begun. */
  readonly attempts: number;
  readonly proposal_id: string | null;
  readonly requested_by: string;
  /** Why it failed. */
  readonly error: string | null;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
}
