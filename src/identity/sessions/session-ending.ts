import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import type { Operation } from '../../platform/event-log/operation.js';
import { SessionRevoked, type RevocationReason } from '../messages/session-revoked.event.js';
import { Revocations } from '../tokens/revocations.js';
import type { User } from '../users/users.js';
import { SESSION_TOKEN_S } from './session-tokens.js';
import { Sessions } from './sessions.js';

/** How far the clocks of two processes may be apart, in milliseconds. */
const CLOCKS_APART_MS = 60_000;

/** Ends sessions before their time: refresh tokens, and access tokens that still live. Joins the transaction in progress. */
@Injectable()
export class SessionEnding {
  constructor(
    private readonly sessions: Sessions,
    private readonly revocations: Revocations,
    private readonly log: EventLog,
    private readonly clock: Clock,
  ) {}

  /** Ends one session of a user; nothing happens when it has ended already. */
  async one(operation: Operation, user: User, session: string, reason: RevocationReason): Promise<void> {
    if (!(await this.sessions.end(user.tenant, session))) return;
    await this.revocations.revoke({ tenant: user.tenant, session });
    this.log.append(operation, revoked(user, session, 1, reason));
  }

  /** Ends all sessions of a user, whom the transaction must have locked, so that none begins meanwhile. */
  async all(operation: Operation, user: User, reason: RevocationReason): Promise<void> {
    const ended = await this.sessions.endAll(user);
    const alive = this.clock.now().getTime() - SESSION_TOKEN_S * 1000 - CLOCKS_APART_MS;
    for (const { session, refreshedAt } of ended) {
      if (refreshedAt.getTime() > alive) await this.revocations.revoke({ tenant: user.tenant, session });
    }
    if (ended.length > 0) this.log.append(operation, revoked(user, null, ended.length, reason));
  }
}

function revoked({ id, username }: User, session: string | null, sessions: number, reason: RevocationReason) {
  return new SessionRevoked({ user_id: id, username, session_id: session, sessions, reason });
}
