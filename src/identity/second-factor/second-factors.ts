import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import type { User } from '../users/users.js';

/** A second factor as it is stored. */
export interface StoredFactor {
  readonly sealedSecret: Buffer;
  readonly confirmed: boolean;
}

type Owner = Pick<User, 'tenant' | 'id'>;

/** The second factors of all users, and their recovery codes. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Keeps a secret that is not confirmed yet, in the place of one that was never. @returns false when one is on */
  async begin({ tenant, id }: Owner, sealedSecret: Buffer): Promise<boolean> {
    const begun = await this.database.execute(
      `INSERT INTO second_factor (tenant, user_id, sealed_secret) VALUES ($1, $2, $3)
       ON CONFLICT (tenant, user_id) DO UPDATE SET sealed_secret = excluded.sealed_secret
       WHERE second_factor.confirmed_at IS NULL`,
      [tenant, id, sealedSecret],
    );
    return begun === 1;
  }

  /** Locked until the transaction ends. */
  lock({ tenant, id }: Owner): Promise<StoredFactor | undefined> {
    return this.database.first<StoredFactor>(
      `SELECT sealed_secret AS "sealedSecret", confirmed_at IS NOT NULL AS confirmed
       FROM second_factor WHERE tenant = $1 AND user_id = $2 FOR UPDATE`,
      [tenant, id],
    );
  }

  /** Turns it on, with the digests of its recovery codes. */
  async confirm({ tenant, id }: Owner, digests: readonly Buffer[]): Promise<void> {
    await this.database.execute('UPDATE second_factor SET confirmed_at = $3 WHERE tenant = $1 AND user_id = $2', [
      tenant,
      id,
      this.clock.now(),
    ]);
    await this.database.execute(
      'INSERT INTO recovery_code (tenant, user_id, digest) SELECT $1, $2, unnest($3::bytea[])',
      [tenant, id, digests],
    );
  }

  /** Uses the code of a step up. @returns false when it, or that of a later step, was used before */
  async useStep({ tenant, id }: Owner, step: number): Promise<boolean> {
    const sql = 'UPDATE second_factor SET last_step = $3 WHERE tenant = $1 AND user_id = $2 AND last_step < $3';
    return (await this.database.execute(sql, [tenant, id, step])) === 1;
  }

  /** Uses a recovery code up. @returns false when there is none of that digest */
  async useRecoveryCode({ tenant, id }: Owner, digest: Buffer): Promise<boolean> {
    const sql = 'DELETE FROM recovery_code WHERE tenant = $1 AND user_id = $2 AND digest = $3';
    return (await this.database.execute(sql, [tenant, id, digest])) === 1;
  }

  /** @returns false when there was none */
  async remove({ tenant, id }: Owner): Promise<boolean> {
    const sql = 'DELETE FROM second_factor WHERE tenant = $1 AND user_id = $2';
    return (await this.database.execute(sql, [tenant, id])) === 1;
  }
}
