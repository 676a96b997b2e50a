import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { DEFAULT_POLICY_NAME } from '../defaults/default-policy.js';
import type { PublishedPolicy } from '../judgement/match-rule.js';
import type { DecidingPolicy } from '../messages/deciding-policies.query.js';

/** The policies that decide, in the order in which they are asked: by name, the default last. */
@Injectable()
export class PublishedPolicies {
  constructor(private readonly database: Database) {}

  of(tenant: string): Promise<PublishedPolicy[]> {
    return this.database.query<PublishedPolicy>(
      `SELECT policy_id AS "policyId", version, document
       FROM policy JOIN policy_version USING (tenant)
       WHERE tenant = $1 AND policy_id = policy.id AND version = published_version
       ORDER BY name = $2, name`,
      [tenant, DEFAULT_POLICY_NAME],
    );
  }

  /** Which they are, without what they say, by name, some at a time. */
  references(tenant: string): AsyncIterable<readonly DecidingPolicy[]> {
    return this.database.stream<DecidingPolicy>(
      `SELECT id AS policy_id, name, published_version AS version FROM policy
       WHERE tenant = $1 AND published_version IS NOT NULL ORDER BY name`,
      [tenant],
    );
  }
}
