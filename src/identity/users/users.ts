import { Injectable } from '@nestjs/common';
import { newId } from '../../platform/clock/ids.js';
import { Database } from '../../platform/database/database.js';

export interface User {
  readonly id: string;
  readonly tenant: string;
  readonly username: string;
  readonly passwordHash: string;
  readonly roles: string[];
}

@Injectable()
export class Users {
  constructor(private readonly database: Database) {}

  find(tenant: string, username: string): Promise<User | undefined> {
    return this.database.first<User>(
      `SELECT id, tenant, username, password_hash AS "passwordHash", roles FROM app_user
       WHERE tenant = $1 AND username = $2`,
      [tenant, username],
    );
  }

  /** @returns false when the tenant has a user of that name */
  async add(tenant: string, username: string, passwordHash: string, roles: readonly string[]): Promise<boolean> {
    const added = await this.database.execute(
      `INSERT INTO app_user (tenant, id, username, password_hash, roles) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (tenant, username) DO NOTHING`,
      [tenant, newId('usr'), username, passwordHash, roles],
    );
    return added === 1;
  }
}
