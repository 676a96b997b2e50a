import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { SIGNING_SECRET } from '../tokens/signing-secret.js';
import { Users } from '../users/users.js';
import { derivedKey } from './derived-key.js';
import { judgeRefresh } from './judge-refresh.js';
import { successorOf } from './refresh-token.js';
import { SessionEnding } from './session-ending.js';
import { SessionTokens, type SessionTokenPair } from './session-tokens.js';
import { Sessions, type SessionOfToken } from './sessions.js';

/** Exchanges refresh tokens, each of them once. */
@Injectable()
export class Refresh {
  private readonly key: KeyObject;

  constructor(
    @Inject(SIGNING_SECRET) secret: KeyObject,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly users: Users,
    private readonly sessions: Sessions,
    private readonly tokens: SessionTokens,
    private readonly ending: SessionEnding,
  ) {
    this.key = derivedKey(secret, 'refresh token');
  }

  /**
   * The next tokens of the session. A token that was used before ends the session, except in the first seconds, as
   * judgeRefresh says.
   * @throws ProblemError 401 when the token is not good
   */
  async exchange(token: string, correlationId: string): Promise<SessionTokenPair> {
    const of = await this.sessions.of(token);
    // What ends the session has to be committed, so the refusal is thrown after the transaction.
    const pair = of && (await this.database.transaction(() => this.judge(of, token, correlationId)));
    if (!pair) throw new ProblemError('invalid-refresh-token', 'The refresh token is not good: log in again.');
    return pair;
  }

  private async judge(of: SessionOfToken, token: string, correlationId: string): Promise<SessionTokenPair | undefined> {
    const { tenant, session } = of;
    const user = await this.users.hold(tenant, of.userId);
    const locked = await this.sessions.lock(tenant, session);
    const successor = successorOf(token, this.key);
    const presented = await this.sessions.presented(token, successor);
    if (!user || !locked || !presented) return undefined;
    const verdict = judgeRefresh({ ...presented, sessionEnded: locked.ended }, this.clock.now());
    if (verdict === 'reused') {
      const operation = { tenant, actor: 'identity', correlationId, causationId: null };
      await this.ending.one(operation, user, session, 'refresh_token_reused');
    }
    if (verdict === 'rotate') await this.sessions.rotate(of, token, successor);
    return verdict === 'rotate' || verdict === 'repeat' ? this.tokens.issue(user, session, successor) : undefined;
  }
}
