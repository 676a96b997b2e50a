import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/clock/ids.js';
import { Database } from '../../platform/database/database.js';
import type { Policy, PolicySummary } from '../messages/policy.js';
import type { PolicyDocument } from './policy-document.js';

interface SummaryRow extends Omit<PolicySummary, 'created_at'> {
  readonly created_at: Date;
}

interface VersionRow {
  readonly version: number;
  readonly document: PolicyDocument;
  readonly created_by: string;
  readonly created_at: Date;
}

const SUMMARY = `id AS policy_id, name, published_version, created_at, coalesce((SELECT max(version)
  FROM policy_version WHERE policy_version.tenant = policy.tenant AND policy_id = policy.id), 0) AS latest_version`;

/** The stored policies and their versions. */
@Injectable()
export class Policies {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Takes a name for a new policy. @returns false when a policy has it */
  async take(tenant: string, name: string): Promise<boolean> {
    const taken = await this.database.execute(
      'INSERT INTO policy (tenant, id, name, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, name) DO NOTHING',
      [tenant, newId('pol'), name, this.clock.now()],
    );
    return taken === 1;
  }

  /** Locks the policy of that name until the transaction ends, so that versions are numbered without gaps. */
  async lockByName(tenant: string, name: string): Promise<string | undefined> {
    const row = await this.database.first<{ id: string }>(
      'SELECT id FROM policy WHERE tenant = $1 AND name = $2 FOR UPDATE',
      [tenant, name],
    );
    return row?.id;
  }

  /** Locks the policy until the transaction ends. @returns undefined when there is none */
  lock(tenant: string, id: string): Promise<{ published_version: number | null } | undefined> {
    return this.database.first('SELECT published_version FROM policy WHERE tenant = $1 AND id = $2 FOR UPDATE', [
      tenant,
      id,
    ]);
  }

  async addVersion(tenant: string, id: string, document: PolicyDocument, by: string): Promise<void> {
    await this.database.execute(
      `INSERT INTO policy_version (tenant, policy_id, version, document, created_by, created_at)
       SELECT $1, $2, coalesce(max(version), 0) + 1, $3::jsonb, $4, $5 FROM policy_version
       WHERE tenant = $1 AND policy_id = $2`,
      [tenant, id, JSON.stringify(document), by, this.clock.now()],
    );
  }

  async publish(tenant: string, id: string, version: number): Promise<void> {
    await this.database.execute('UPDATE policy SET published_version = $3 WHERE tenant = $1 AND id = $2', [
      tenant,
      id,
      version,
    ]);
  }

  /** By name. @param after the name that the page before ended with */
  async list(tenant: string, after: string | undefined, limit: number): Promise<PolicySummary[]> {
    const rows = await this.database.query<SummaryRow>(
      `SELECT ${SUMMARY} FROM policy WHERE tenant = $1 AND ($2::text IS NULL OR name > $2) ORDER BY name LIMIT $3`,
      [tenant, after ?? null, limit],
    );
    return rows.map(summaryOf);
  }

  async find(tenant: string, id: string): Promise<Policy | undefined> {
    const row = await this.database.first<SummaryRow>(`SELECT ${SUMMARY} FROM policy WHERE tenant = $1 AND id = $2`, [
      tenant,
      id,
    ]);
    if (!row) return undefined;
    const versions = await this.database.query<VersionRow>(
      `SELECT version, document, created_by, created_at FROM policy_version
       WHERE tenant = $1 AND policy_id = $2 ORDER BY version DESC`,
      [tenant, id],
    );
    return {
      ...summaryOf(row),
      versions: versions.map((version) => ({ ...version, created_at: version.created_at.toISOString() })),
    };
  }

  /** What a version says. @throws Error when there is none: versions are never removed */
  async document(tenant: string, id: string, version: number): Promise<PolicyDocument> {
    const row = await this.database.first<{ document: PolicyDocument }>(
      'SELECT document FROM policy_version WHERE tenant = $1 AND policy_id = $2 AND version = $3',
      [tenant, id, version],
    );
    if (!row) throw new Error(`There is no version ${version} of the policy ${id}`);
    return row.document;
  }
}

function summaryOf(row: SummaryRow): PolicySummary {
  return { ...row, created_at: row.created_at.toISOString() };
}
