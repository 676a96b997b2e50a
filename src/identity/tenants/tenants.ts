import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import type { TenantLimits } from '../messages/hold-tenant-limits.query.js';
import type { Tenant, TenantSettings } from './tenant.js';

const LIMITS = `json_build_object('maxTwins', max_twins, 'maxAssets', max_assets, 'maxSeries', max_series,
  'requestsPerMinute', requests_per_minute) AS limits`;
const COLUMNS = `id, coalesce(name, id) AS name, disabled, ${LIMITS}, revision, created_at AS "createdAt", updated_at AS "updatedAt"`;

/** The tenants as they are stored. Whoever asks must be the system: a tenant sees itself only. */
@Injectable()
export class Tenants {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  get(id: string): Promise<Tenant | undefined> {
    return this.database.first<Tenant>(`SELECT ${COLUMNS} FROM tenant WHERE id = $1`, [id]);
  }

  /** Locks the tenant for a change until the transaction ends. */
  lock(id: string): Promise<Tenant | undefined> {
    return this.database.first<Tenant>(`SELECT ${COLUMNS} FROM tenant WHERE id = $1 FOR NO KEY UPDATE`, [id]);
  }

  /** The limits of a tenant that has any, locked until the transaction ends. */
  async holdLimits(id: string): Promise<TenantLimits | undefined> {
    const row = await this.database.first<{ limits: TenantLimits }>(
      `SELECT ${LIMITS} FROM tenant
       WHERE id = $1 AND coalesce(max_twins, max_assets, max_series) IS NOT NULL FOR NO KEY UPDATE`,
      [id],
    );
    return row?.limits;
  }

  /** By id. @param after the id that the page before ended with */
  list(after: string | undefined, limit: number): Promise<Tenant[]> {
    return this.database.query<Tenant>(
      `SELECT ${COLUMNS} FROM tenant WHERE $1::text IS NULL OR id COLLATE "C" > $1 ORDER BY id COLLATE "C" LIMIT $2`,
      [after ?? null, limit],
    );
  }

  /** The ids of those whose credentials are refused. */
  async disabled(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>('SELECT id FROM tenant WHERE disabled');
    return rows.map(({ id }) => id);
  }

  /** The requests a minute of those for which they are limited. */
  rates(): Promise<{ id: string; perMinute: number }[]> {
    return this.database.query(
      'SELECT id, requests_per_minute AS "perMinute" FROM tenant WHERE requests_per_minute IS NOT NULL',
    );
  }

  /** Makes a tenant with an empty log. @returns whether there was none of that id */
  async add(id: string, name: string): Promise<boolean> {
    const added = await this.database.execute(
      'INSERT INTO tenant (id, name, created_at, updated_at) VALUES ($1, $2, $3, $3) ON CONFLICT (id) DO NOTHING',
      [id, name, this.clock.now()],
    );
    if (added === 0) return false;
    await this.database.execute('INSERT INTO event_head (tenant) VALUES ($1)', [id]);
    return true;
  }

  async update(id: string, { name, disabled, limits }: TenantSettings): Promise<void> {
    await this.database.execute(
      `UPDATE tenant SET name = $2, disabled = $3, max_twins = $4, max_assets = $5, max_series = $6,
         requests_per_minute = $7, revision = revision + 1, updated_at = $8 WHERE id = $1`,
      [
        id,
        name,
        disabled,
        limits.maxTwins,
        limits.maxAssets,
        limits.maxSeries,
        limits.requestsPerMinute,
        this.clock.now(),
      ],
    );
  }
}
