import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import type { PolicyCase } from './policy-case.js';

/** The cases by the simulation that each waits for. */
@Injectable()
export class PolicyCases {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  find(tenant: string, simId: string): Promise<PolicyCase | undefined> {
    return this.database.first<PolicyCase>(
      `SELECT sim_id AS "simId", twin_id AS "twinId", policy_id AS "policyId", policy_version AS "policyVersion",
         rule_id AS "ruleId", trigger_event_id AS "triggerEventId", anomaly, rules
       FROM policy_case WHERE tenant = $1 AND sim_id = $2`,
      [tenant, simId],
    );
  }

  /** @returns false when there is a case for that simulation */
  async add(tenant: string, found: PolicyCase): Promise<boolean> {
    const added = await this.database.execute(
      `INSERT INTO policy_case (tenant, sim_id, anomaly_id, twin_id, policy_id, policy_version, rule_id,
         trigger_event_id, anomaly, rules, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10::jsonb, $11) ON CONFLICT (tenant, sim_id) DO NOTHING`,
      [
        tenant,
        found.simId,
        found.anomaly.anomaly_id,
        found.twinId,
        found.policyId,
        found.policyVersion,
        found.ruleId,
        found.triggerEventId,
        JSON.stringify(found.anomaly),
        JSON.stringify(found.rules),
        this.clock.now(),
      ],
    );
    return added === 1;
  }
}
