import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { PlaceInTime } from '../../platform/http/paging/newest-first.js';
import type { Decision, DecisionOutcome } from '../messages/decision.js';

/** A decision as it is stored. */
export interface DecisionRow extends Omit<Decision, 'inputs' | 'created_at'> {
  readonly anomaly_id: string;
  readonly sim_id: string;
  readonly trigger_event_id: string;
  readonly simulation_event_id: string;
  readonly created_at: Date;
}

export interface DecisionFilter {
  readonly outcome: DecisionOutcome | null;
  readonly twinId: string | null;
  /** LIKE patterns of the twins that the caller may see; null = all. */
  readonly patterns: string[] | null;
}

const COLUMNS = `id AS decision_id, twin_id, outcome, confidence, confidence_parts, action, anomaly_id, sim_id, policy_id,
  policy_version, rule_id, trigger_event_id, simulation_event_id, proposal_id, rules, constraints, reasoning, created_at`;

/** The stored decisions. */
@Injectable()
export class Decisions {
  constructor(private readonly database: Database) {}

  find(tenant: string, id: string): Promise<DecisionRow | undefined> {
    return this.database.first<DecisionRow>(`SELECT ${COLUMNS} FROM decision WHERE tenant = $1 AND id = $2`, [
      tenant,
      id,
    ]);
  }

  /** Newest first. */
  list(tenant: string, filter: DecisionFilter, after: PlaceInTime | undefined, limit: number): Promise<DecisionRow[]> {
    return this.database.query<DecisionRow>(
      `SELECT ${COLUMNS} FROM decision
       WHERE tenant = $1 AND ($2::text IS NULL OR outcome = $2) AND ($3::text IS NULL OR twin_id = $3)
         AND ($4::text[] IS NULL OR twin_id LIKE ANY($4))
         AND ($5::timestamptz IS NULL OR (created_at, id) < ($5, $6))
       ORDER BY created_at DESC, id DESC LIMIT $7`,
      [tenant, filter.outcome, filter.twinId, filter.patterns, after?.at ?? null, after?.id ?? null, limit],
    );
  }

  async add(tenant: string, row: DecisionRow): Promise<void> {
    await this.database.execute(
      `INSERT INTO decision (tenant, id, twin_id, outcome, confidence, confidence_parts, action, anomaly_id, sim_id,
         policy_id, policy_version, rule_id, trigger_event_id, simulation_event_id, proposal_id, rules, constraints,
         reasoning, created_at)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9, $10, $11, $12, $13, $14, $15, $16::jsonb, $17::jsonb,
         $18::jsonb, $19)`,
      [
        tenant,
        row.decision_id,
        row.twin_id,
        row.outcome,
        row.confidence,
        JSON.stringify(row.confidence_parts),
        row.action && JSON.stringify(row.action),
        row.anomaly_id,
        row.sim_id,
        row.policy_id,
        row.policy_version,
        row.rule_id,
        row.trigger_event_id,
        row.simulation_event_id,
        row.proposal_id,
        JSON.stringify(row.rules),
        JSON.stringify(row.constraints),
        JSON.stringify(row.reasoning),
        row.created_at,
      ],
    );
  }
}

/** The wire form of a stored decision. */
export function decisionOf(row: DecisionRow): Decision {
  const { anomaly_id, sim_id, trigger_event_id, simulation_event_id, created_at, ...rest } = row;
  const inputs = { anomaly_id, sim_id, trigger_event_id, simulation_event_id };
  return { ...rest, inputs, created_at: created_at.toISOString() };
}
