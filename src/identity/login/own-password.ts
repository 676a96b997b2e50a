import { Injectable } from '@nestjs/common';
import type { Operation } from '../../platform/event-log/operation.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { OwnAccount } from '../sessions/own-account.js';
import { requireOtherThanName } from '../users/password-rules.js';
import { passwordMatches } from '../users/passwords.js';
import { UserPasswords } from '../users/user-passwords.js';
import { Attempts, wrongCredentials } from './throttle/attempts.js';

/** Lets users change their passwords. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly account: OwnAccount,
    private readonly attempts: Attempts,
    private readonly passwords: UserPasswords,
  ) {}

  /** @throws ProblemError 401 when the current password is wrong, 422 when the next one will not do, 429 as logging in */
  async change(
    operation: Operation,
    principal: Principal,
    address: string,
    { current, next }: { readonly current: string; readonly next: string },
  ): Promise<void> {
    const user = await this.account.of(principal);
    requireOtherThanName(next, user.username, '/new_password');
    await this.attempts.run({ tenant: user.tenant, username: user.username, address }, async () => {
      if (!(await passwordMatches(current, user.passwordHash))) throw wrongCredentials();
      await this.passwords.set(operation, user.id, next);
    });
  }
}
