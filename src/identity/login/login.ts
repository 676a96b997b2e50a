import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { isStorableText } from '../../platform/http/validation/identifier.js';
import { SecondFactor } from '../second-factor/second-factor.js';
import { SessionTokens, type SessionTokenPair } from '../sessions/session-tokens.js';
import { Sessions } from '../sessions/sessions.js';
import { hashPassword, needsRehash, passwordMatches } from '../users/passwords.js';
import { Users, type User } from '../users/users.js';
import { LoginHistory, type LoginOutcome } from './login-history.js';
import { Attempts, wrongCredentials, type Attempt } from './throttle/attempts.js';

/** What somebody shows to log in. */
export interface Credentials {
  readonly password: string;
  readonly code: string | undefined;
}

/** Exchanges user names and passwords, and codes of the second factor, for sessions. */
@Injectable()
export class Login {
  constructor(
    private readonly database: Database,
    private readonly users: Users,
    private readonly attempts: Attempts,
    private readonly history: LoginHistory,
    private readonly secondFactor: SecondFactor,
    private readonly sessions: Sessions,
    private readonly tokens: SessionTokens,
  ) {}

  /** @throws ProblemError 401 when something is wrong, or when a code is needed as well; 429 after too many failures */
  logIn(attempt: Attempt, credentials: Credentials): Promise<SessionTokenPair> {
    return this.attempts.run(attempt, () => this.check(attempt, credentials));
  }

  /** Nothing before the password is compared may depend on whether there is such a user. */
  private async check({ tenant, username, address }: Attempt, credentials: Credentials): Promise<SessionTokenPair> {
    const askable = isStorableText(username) && isStorableText(tenant);
    const user = askable ? await this.users.find(tenant, username) : undefined;
    const matches = await passwordMatches(credentials.password, user?.passwordHash);
    if (!user) throw wrongCredentials();
    const opened = matches && !user.disabled ? await this.open(user, credentials, address) : outcomeOf(matches);
    if (typeof opened === 'object') {
      await this.rehash(user, credentials.password);
      return opened;
    }
    this.history.note(user, opened, address);
    if (opened !== 'code_missing') throw wrongCredentials();
    throw new ProblemError('second-factor-required', 'The password is right. Send it again with a code.');
  }

  private open(seen: User, { password, code }: Credentials, address: string): Promise<SessionTokenPair | LoginOutcome> {
    return this.database.transaction(async () => {
      // Held, so that nothing of the user changes between what is checked here and the session that comes of it.
      const user = await this.users.hold(seen.tenant, seen.id);
      if (!user || !(await this.stillRight(seen, user, password))) return 'wrong_password';
      if (user.disabled) return 'disabled';
      if (user.secondFactor && code === undefined) return 'code_missing';
      if (user.secondFactor && !(await this.secondFactor.redeem(user, code ?? ''))) return 'wrong_code';
      const { session, refreshToken } = await this.sessions.open(user);
      await this.history.add(user, 'succeeded', address);
      return this.tokens.issue(user, session, refreshToken);
    });
  }

  private async stillRight(seen: User, now: User, password: string): Promise<boolean> {
    return seen.passwordHash === now.passwordHash || passwordMatches(password, now.passwordHash);
  }

  private async rehash(user: User, password: string): Promise<void> {
    if (!needsRehash(user.passwordHash)) return;
    await this.users.setPassword(user, await hashPassword(password), user.passwordHash);
  }
}

function outcomeOf(matches: boolean): LoginOutcome {
  return matches ? 'disabled' : 'wrong_password';
}
