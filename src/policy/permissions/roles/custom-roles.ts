import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { Database } from '../../../platform/database/database.js';
import type { RoleDefinition } from './role-definition.js';

/** A role that a tenant has made. */
export interface CustomRole extends RoleDefinition {
  readonly tenant: string;
  readonly description: string;
  /** Counts its changes. */
  readonly revision: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const COLUMNS = 'tenant, name, description, permissions, inherits, revision, created_at, updated_at';

/** The roles that tenants have made, as they are stored. */
@Injectable()
export class CustomRoles {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Those of all tenants. */
  all(): Promise<CustomRole[]> {
    return this.database.asSystem(() => this.database.query(`SELECT ${COLUMNS} FROM custom_role`));
  }

  /** Those of a tenant by name, which whoever changes one locks until the transaction ends. */
  async lock(tenant: string): Promise<CustomRole[]> {
    await this.database.query(`SELECT pg_advisory_xact_lock(hashtextextended('roles:' || $1, 0))`, [tenant]);
    return this.of(tenant);
  }

  of(tenant: string): Promise<CustomRole[]> {
    return this.database.query(`SELECT ${COLUMNS} FROM custom_role WHERE tenant = $1 ORDER BY name`, [tenant]);
  }

  /** Adds a role, or changes the one of that name. */
  async save(tenant: string, description: string, { name, permissions, inherits }: RoleDefinition): Promise<void> {
    await this.database.execute(
      `INSERT INTO custom_role AS known (tenant, name, description, permissions, inherits, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $6)
       ON CONFLICT (tenant, name) DO UPDATE SET description = excluded.description, permissions = excluded.permissions,
         inherits = excluded.inherits, revision = known.revision + 1, updated_at = excluded.updated_at`,
      [tenant, name, description, permissions, inherits, this.clock.now()],
    );
  }

  async remove(tenant: string, name: string): Promise<void> {
    await this.database.execute('DELETE FROM custom_role WHERE tenant = $1 AND name = $2', [tenant, name]);
  }
}
