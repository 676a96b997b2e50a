import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { PlaceInTime } from '../../platform/http/paging/newest-first.js';
import type { Proposal, ProposalStatus } from '../messages/proposal.js';
import { PROPOSAL_COLUMNS, proposalOf, type ProposalRow } from './proposal-row.js';
import { PROPOSAL_STATES } from './proposal-states.js';

export interface ProposalFilter {
  readonly status: ProposalStatus | null;
  readonly twinId: string | null;
  /** LIKE patterns of the twins that the caller may see; null = all. */
  readonly patterns: string[] | null;
}

/** What settling a proposal leaves behind. */
export interface Settlement {
  readonly status: 'approved' | 'rejected' | 'expired';
  readonly at: Date;
  /** Null when time settled it. */
  readonly by: string | null;
  readonly reason: string | null;
}

/** The stored proposals. */
@Injectable()
export class Proposals {
  constructor(private readonly database: Database) {}

  find(tenant: string, id: string): Promise<ProposalRow | undefined> {
    return this.database.first<ProposalRow>(`SELECT ${PROPOSAL_COLUMNS} FROM proposal WHERE tenant = $1 AND id = $2`, [
      tenant,
      id,
    ]);
  }

  /** Locks the proposal until the transaction ends, so that of two who decide at one instant one comes second. */
  lock(tenant: string, id: string): Promise<ProposalRow | undefined> {
    return this.database.first<ProposalRow>(
      `SELECT ${PROPOSAL_COLUMNS} FROM proposal WHERE tenant = $1 AND id = $2 FOR UPDATE`,
      [tenant, id],
    );
  }

  /** Newest first. */
  list(tenant: string, filter: ProposalFilter, after: PlaceInTime | undefined, limit: number) {
    return this.database.query<ProposalRow>(
      `SELECT ${PROPOSAL_COLUMNS} FROM proposal
       WHERE tenant = $1 AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR twin_id = $3)
         AND ($4::text[] IS NULL OR twin_id LIKE ANY($4))
         AND ($5::timestamptz IS NULL OR (created_at, id) < ($5, $6))
       ORDER BY created_at DESC, id DESC LIMIT $7`,
      [tenant, filter.status, filter.twinId, filter.patterns, after?.at ?? null, after?.id ?? null, limit],
    );
  }

  /** Those that wait to be decided on, the oldest first, some at a time. @param patterns as in the filter */
  async *pending(
    tenant: string,
    patterns: readonly string[] | null,
    twinId: string | null,
  ): AsyncGenerator<Proposal[], void> {
    const rows = this.database.stream<ProposalRow>(
      `SELECT ${PROPOSAL_COLUMNS} FROM proposal
       WHERE tenant = $1 AND ($2::text[] IS NULL OR twin_id LIKE ANY($2)) AND ($3::text IS NULL OR twin_id = $3)
         AND status = 'pending'
       ORDER BY created_at, id`,
      [tenant, patterns, twinId],
    );
    for await (const some of rows) yield some.map(proposalOf);
  }

  /** @returns false when there is a proposal of that id */
  async add(tenant: string, row: ProposalRow): Promise<boolean> {
    const added = await this.database.execute(
      `INSERT INTO proposal (tenant, id, twin_id, status, summary, evidence, action, target_state, digest, confidence,
         decision_id, sim_id, anomaly_id, policy_id, policy_version, proposed_by, correlation_id, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8::jsonb, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
       ON CONFLICT (tenant, id) DO NOTHING`,
      [
        tenant,
        row.proposal_id,
        row.twin_id,
        row.status,
        row.summary,
        JSON.stringify(row.evidence),
        JSON.stringify(row.action),
        JSON.stringify(row.target_state),
        row.digest,
        row.confidence,
        row.decision_id,
        row.sim_id,
        row.anomaly_id,
        row.policy_id,
        row.policy_version,
        row.proposed_by,
        row.correlation_id,
        row.created_at,
        row.expires_at,
      ],
    );
    return added === 1;
  }

  /** Settles a proposal that this transaction has locked. @throws TransitionRefused */
  async settle(tenant: string, row: ProposalRow, { status, at, by, reason }: Settlement): Promise<ProposalRow> {
    PROPOSAL_STATES.require(row.status, status);
    return this.changed(
      `UPDATE proposal SET status = $3, settled_at = $4, settled_by = $5, reason = $6, revision = revision + 1
       WHERE tenant = $1 AND id = $2 RETURNING ${PROPOSAL_COLUMNS}`,
      [tenant, row.proposal_id, status, at, by, reason],
    );
  }

  /** Keeps what became of the action of a proposal that this transaction has locked. @throws TransitionRefused */
  async execute(
    tenant: string,
    row: ProposalRow,
    actionId: string,
    error: string | null,
    at: Date,
  ): Promise<ProposalRow> {
    PROPOSAL_STATES.require(row.status, 'executed');
    return this.changed(
      `UPDATE proposal SET status = 'executed', action_id = $3, outcome = $4, outcome_error = $5, executed_at = $6,
         revision = revision + 1
       WHERE tenant = $1 AND id = $2 RETURNING ${PROPOSAL_COLUMNS}`,
      [tenant, row.proposal_id, actionId, error === null ? 'succeeded' : 'failed', error, at],
    );
  }

  private async changed(sql: string, parameters: unknown[]): Promise<ProposalRow> {
    const row = await this.database.first<ProposalRow>(sql, parameters);
    if (!row) throw new Error('A locked proposal is gone');
    return row;
  }
}
