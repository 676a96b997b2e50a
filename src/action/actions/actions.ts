import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { ACTION_STATES } from '../execution/action-states.js';
import type { PlaceInTime } from '../../platform/http/paging/newest-first.js';
import type { Action, ActionStatus } from '../messages/action.js';
import { ACTION_COLUMNS, actionOf, type ActionRow } from './action-row.js';

export interface ActionFilter {
  readonly status: ActionStatus | null;
  readonly twinId: string | null;
  readonly proposalId: string | null;
  /** LIKE patterns of the twins that the caller may see; null = all. */
  readonly patterns: string[] | null;
}

/** What a job needs to know of an unfinished action. */
export interface UnfinishedAction {
  readonly tenant: string;
  readonly id: string;
  readonly correlation_id: string;
  /** Id of its ActionQueued; null until that has been consumed. */
  readonly queued_event_id: string | null;
}

/** The stored actions. */
@Injectable()
export class Actions {
  constructor(private readonly database: Database) {}

  find(tenant: string, id: string): Promise<ActionRow | undefined> {
    return this.database.first<ActionRow>(`SELECT ${ACTION_COLUMNS} FROM action WHERE tenant = $1 AND id = $2`, [
      tenant,
      id,
    ]);
  }

  /** Locks the action until the transaction ends. */
  lock(tenant: string, id: string): Promise<ActionRow | undefined> {
    return this.database.first<ActionRow>(
      `SELECT ${ACTION_COLUMNS} FROM action WHERE tenant = $1 AND id = $2 FOR UPDATE`,
      [tenant, id],
    );
  }

  /** Newest first. */
  list(tenant: string, filter: ActionFilter, after: PlaceInTime | undefined, limit: number): Promise<ActionRow[]> {
    return this.database.query<ActionRow>(
      `SELECT ${ACTION_COLUMNS} FROM action
       WHERE tenant = $1 AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR twin_id = $3)
         AND ($4::text IS NULL OR proposal_id = $4) AND ($5::text[] IS NULL OR twin_id LIKE ANY($5))
         AND ($6::timestamptz IS NULL OR (created_at, id) < ($6, $7))
       ORDER BY created_at DESC, id DESC LIMIT $8`,
      [
        tenant,
        filter.status,
        filter.twinId,
        filter.proposalId,
        filter.patterns,
        after?.at ?? null,
        after?.id ?? null,
        limit,
      ],
    );
  }

  /** Those that wait or are carried out, the oldest first, some at a time. @param patterns as in the filter */
  async *everyUnfinished(
    tenant: string,
    patterns: readonly string[] | null,
    twinId: string | null,
  ): AsyncGenerator<Action[], void> {
    const rows = this.database.stream<ActionRow>(
      `SELECT ${ACTION_COLUMNS} FROM action
       WHERE tenant = $1 AND ($2::text[] IS NULL OR twin_id LIKE ANY($2)) AND ($3::text IS NULL OR twin_id = $3)
         AND status IN ('queued', 'running')
       ORDER BY created_at, id`,
      [tenant, patterns, twinId],
    );
    for await (const some of rows) yield some.map(actionOf);
  }

  /** @returns false when there is an action of that id */
  async add(tenant: string, row: ActionRow, correlationId: string): Promise<boolean> {
    const added = await this.database.execute(
      `INSERT INTO action (tenant, id, twin_id, target, type, params, emergency, status, proposal_id, requested_by,
         correlation_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10, $11, $12) ON CONFLICT (tenant, id) DO NOTHING`,
      [
        tenant,
        row.action_id,
        row.twin_id,
        row.target,
        row.type,
        JSON.stringify(row.params),
        row.emergency,
        row.status,
        row.proposal_id,
        row.requested_by,
        correlationId,
        row.created_at,
      ],
    );
    return added === 1;
  }

  /** Remembers which event queued the action, so that a job that is added again continues the same chain of causes. */
  async keepQueuedEvent(tenant: string, id: string, eventId: string): Promise<void> {
    await this.database.execute('UPDATE action SET queued_event_id = $3 WHERE tenant = $1 AND id = $2', [
      tenant,
      id,
      eventId,
    ]);
  }

  /** Begins an attempt at an action that this transaction has locked. @throws TransitionRefused */
  begin(tenant: string, row: ActionRow, at: Date): Promise<ActionRow> {
    ACTION_STATES.require(row.status, 'running');
    return this.changed(
      `UPDATE action SET status = 'running', attempts = attempts + 1, started_at = coalesce(started_at, $3)
       WHERE tenant = $1 AND id = $2 RETURNING ${ACTION_COLUMNS}`,
      [tenant, row.action_id, at],
    );
  }

  /**
   * Finishes an action that this transaction has locked.
   * @param error why it failed; null when it succeeded
   * @throws TransitionRefused
   */
  finish(tenant: string, row: ActionRow, error: string | null, at: Date): Promise<ActionRow> {
    const status = error === null ? 'succeeded' : 'failed';
    ACTION_STATES.require(row.status, status);
    return this.changed(
      `UPDATE action SET status = $3, error = $4, finished_at = $5
       WHERE tenant = $1 AND id = $2 RETURNING ${ACTION_COLUMNS}`,
      [tenant, row.action_id, status, error, at],
    );
  }

  /** Up to `limit` actions that were queued before a moment and are not finished, the oldest first. */
  unfinished(before: Date, limit: number): Promise<UnfinishedAction[]> {
    return this.database.query<UnfinishedAction>(
      `SELECT tenant, id, correlation_id, queued_event_id FROM action
       WHERE status IN ('queued', 'running') AND created_at < $1 ORDER BY created_at LIMIT $2`,
      [before, limit],
    );
  }

  private async changed(sql: string, parameters: unknown[]): Promise<ActionRow> {
    const row = await this.database.first<ActionRow>(sql, parameters);
    if (!row) throw new Error('A locked action is gone');
    return row;
  }
}
