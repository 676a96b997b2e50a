import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/clock/ids.js';
import { Database } from '../../platform/database/database.js';

export interface User {
  readonly id: string;
  readonly tenant: string;
  readonly username: string;
  readonly passwordHash: string;
  readonly roles: readonly string[];
  /** Globs of the twins that the user reaches; null = all. */
  readonly twins: readonly string[] | null;
  readonly disabled: boolean;
  /** Counts the changes of roles, twins and disabled. */
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Whether logging in takes a code as well. */
  readonly secondFactor: boolean;
}

/** What an admin decides of a user. */
export type UserAccess = Pick<User, 'roles' | 'twins' | 'disabled'>;

const COLUMNS = `id, tenant, username, password_hash AS "passwordHash", roles, twins, disabled, revision,
  created_at AS "createdAt", updated_at AS "updatedAt", EXISTS (SELECT FROM second_factor AS factor
    WHERE factor.tenant = app_user.tenant AND factor.user_id = app_user.id AND confirmed_at IS NOT NULL) AS "secondFactor"`;

/** The users of all tenants. */
@Injectable()
export class Users {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  find(tenant: string, username: string): Promise<User | undefined> {
    return this.database.first<User>(`SELECT ${COLUMNS} FROM app_user WHERE tenant = $1 AND username = $2`, [
      tenant,
      username,
    ]);
  }

  get(tenant: string, id: string): Promise<User | undefined> {
    return this.database.first<User>(`SELECT ${COLUMNS} FROM app_user WHERE tenant = $1 AND id = $2`, [tenant, id]);
  }

  /** Keeps the user as it is until the transaction ends. @returns undefined when there is none */
  hold(tenant: string, id: string): Promise<User | undefined> {
    const sql = `SELECT ${COLUMNS} FROM app_user WHERE tenant = $1 AND id = $2 FOR SHARE OF app_user`;
    return this.database.first<User>(sql, [tenant, id]);
  }

  /** Locks the user for a change until the transaction ends. @returns undefined when there is none */
  lock(tenant: string, id: string): Promise<User | undefined> {
    const sql = `SELECT ${COLUMNS} FROM app_user WHERE tenant = $1 AND id = $2 FOR UPDATE OF app_user`;
    return this.database.first<User>(sql, [tenant, id]);
  }

  /**
   * Locks the user and every enabled user of a role until the transaction ends, always in the same order, so that two
   * changes cannot both believe that the other's user stays.
   */
  lockWithRole(tenant: string, id: string, role: string): Promise<User[]> {
    return this.database.query<User>(
      `SELECT ${COLUMNS} FROM app_user WHERE tenant = $1 AND (id = $2 OR ($3 = ANY(roles) AND NOT disabled))
       ORDER BY id FOR UPDATE OF app_user`,
      [tenant, id, role],
    );
  }

  /** By name. @param after the name that the page before ended with */
  list(tenant: string, after: string | undefined, limit: number): Promise<User[]> {
    return this.database.query<User>(
      `SELECT ${COLUMNS} FROM app_user WHERE tenant = $1 AND ($2::text IS NULL OR username > $2)
       ORDER BY username LIMIT $3`,
      [tenant, after ?? null, limit],
    );
  }

  /** @returns the new user's id, or undefined when the tenant has a user of that name */
  async add(
    tenant: string,
    username: string,
    passwordHash: string,
    { roles, twins, disabled }: UserAccess,
  ): Promise<string | undefined> {
    const row = await this.database.first<{ id: string }>(
      `INSERT INTO app_user (tenant, id, username, password_hash, roles, twins, disabled, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) ON CONFLICT (tenant, username) DO NOTHING RETURNING id`,
      [tenant, newId('usr'), username, passwordHash, roles, twins, disabled, this.clock.now()],
    );
    return row?.id;
  }

  async update({ tenant, id }: User, { roles, twins, disabled }: UserAccess): Promise<void> {
    await this.database.execute(
      `UPDATE app_user SET roles = $3, twins = $4, disabled = $5, revision = revision + 1, updated_at = $6
       WHERE tenant = $1 AND id = $2`,
      [tenant, id, roles, twins, disabled, this.clock.now()],
    );
  }

  /** @param before the hash that is replaced; when the user has another by now, nothing changes */
  async setPassword({ tenant, id }: User, passwordHash: string, before?: string): Promise<void> {
    await this.database.execute(
      `UPDATE app_user SET password_hash = $3 WHERE tenant = $1 AND id = $2 AND password_hash = coalesce($4, password_hash)`,
      [tenant, id, passwordHash, before ?? null],
    );
  }

  async remove({ tenant, id }: User): Promise<void> {
    await this.database.execute('DELETE FROM app_user WHERE tenant = $1 AND id = $2', [tenant, id]);
  }
}
