import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import type { User } from '../users/users.js';
import type { PresentedToken } from './judge-refresh.js';
import { digestOf, newRefreshToken, REFRESH_LIFETIME_S } from './refresh-token.js';

/** Where a refresh token belongs. */
export interface SessionOfToken {
  readonly tenant: string;
  readonly session: string;
  readonly userId: string;
}

/** The sessions of all users, and the digests of their refresh tokens. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Begins a session, in the transaction in progress. */
  async open({ tenant, id: userId }: User): Promise<{ session: string; refreshToken: string }> {
    const session = randomUUID();
    const refreshToken = newRefreshToken();
    await this.database.execute(
      `INSERT INTO user_session (tenant, id, user_id, created_at, refreshed_at, expires_at) VALUES ($1, $2, $3, $4, $4, $5)`,
      [tenant, session, userId, this.clock.now(), this.tokensEnd()],
    );
    await this.addToken({ tenant, session, userId }, refreshToken);
    return { session, refreshToken };
  }

  of(refreshToken: string): Promise<SessionOfToken | undefined> {
    return this.database.first<SessionOfToken>(
      `SELECT session.tenant, session.id AS session, user_id AS "userId" FROM refresh_token JOIN user_session AS session
         ON session.tenant = refresh_token.tenant AND session.id = refresh_token.session
       WHERE digest = $1`,
      [digestOf(refreshToken)],
    );
  }

  /** Locks the session until the transaction ends. @returns undefined when there is none */
  lock(tenant: string, session: string): Promise<{ ended: boolean } | undefined> {
    return this.database.first(
      'SELECT ended_at IS NOT NULL AS ended FROM user_session WHERE tenant = $1 AND id = $2 FOR UPDATE',
      [tenant, session],
    );
  }

  /** What is known of a token; its session must be locked, since a statement sees what was before it began. */
  presented(token: string, successor: string): Promise<Omit<PresentedToken, 'sessionEnded'> | undefined> {
    return this.database.first(
      `SELECT token.expires_at AS "expiresAt", token.used_at AS "usedAt",
         CASE WHEN next.digest IS NULL THEN 'none' WHEN next.used_at IS NULL THEN 'unused' ELSE 'used' END AS successor
       FROM refresh_token AS token LEFT JOIN refresh_token AS next ON next.digest = $2 WHERE token.digest = $1`,
      [digestOf(token), digestOf(successor)],
    );
  }

  /** Puts the successor in the place of the token, and lengthens the session. */
  async rotate(of: SessionOfToken, token: string, successor: string): Promise<void> {
    await this.database.execute('UPDATE refresh_token SET used_at = $2 WHERE digest = $1', [
      digestOf(token),
      this.clock.now(),
    ]);
    await this.addToken(of, successor);
    await this.database.execute(
      'UPDATE user_session SET refreshed_at = $3, expires_at = $4 WHERE tenant = $1 AND id = $2',
      [of.tenant, of.session, this.clock.now(), this.tokensEnd()],
    );
  }

  /** Ends one session. @returns false when it had ended already */
  async end(tenant: string, session: string): Promise<boolean> {
    const sql = 'UPDATE user_session SET ended_at = $3 WHERE tenant = $1 AND id = $2 AND ended_at IS NULL';
    return (await this.database.execute(sql, [tenant, session, this.clock.now()])) === 1;
  }

  /** Ends every session of a user. @returns which, and when each was last given an access token */
  endAll({ tenant, id }: User): Promise<{ session: string; refreshedAt: Date }[]> {
    return this.database.query(
      `UPDATE user_session SET ended_at = $3 WHERE tenant = $1 AND user_id = $2 AND ended_at IS NULL AND expires_at > $3
       RETURNING id AS session, refreshed_at AS "refreshedAt"`,
      [tenant, id, this.clock.now()],
    );
  }

  private async addToken({ tenant, session }: SessionOfToken, token: string): Promise<void> {
    await this.database.execute(
      'INSERT INTO refresh_token (digest, tenant, session, expires_at) VALUES ($1, $2, $3, $4)',
      [digestOf(token), tenant, session, this.tokensEnd()],
    );
  }

  private tokensEnd(): Date {
    return new Date(this.clock.now().getTime() + REFRESH_LIFETIME_S * 1000);
  }
}
