import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import type { Operation } from '../../platform/event-log/operation.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { Attempts, wrongCredentials } from '../login/throttle/attempts.js';
import { UserUpdated } from '../messages/user-updated.event.js';
import { passwordMatches } from '../users/passwords.js';
import { userData } from '../users/user-on-the-wire.js';
import type { User } from '../users/users.js';
import { newRecoveryCodes, recoveryDigest } from './recovery-codes.js';
import { ownerOf, SecondFactor } from './second-factor.js';
import { SecondFactors } from './second-factors.js';
import { enrolmentOf, newTotpSecret, type Enrolment } from './totp-code.js';

/** Lets users turn their second factor on and off. */
@Injectable()
export class OwnSecondFactor {
  constructor(
    private readonly database: Database,
    private readonly attempts: Attempts,
    private readonly factors: SecondFactors,
    private readonly factor: SecondFactor,
    private readonly log: EventLog,
  ) {}

  /** A new secret, which is of no effect until it is confirmed. @throws ProblemError 409 when one is on */
  async begin(user: User): Promise<Enrolment> {
    const secret = newTotpSecret();
    if (!(await this.factors.begin(user, this.factor.sealedFor(user, secret)))) throw isOn();
    return enrolmentOf(secret, user.username);
  }

  /**
   * Turns it on. @returns the recovery codes, which are not kept
   * @throws ProblemError 409 when it is on or was not begun, 401 when the code is wrong, 429 after too many of those
   */
  confirm(operation: Operation, user: User, address: string, code: string): Promise<string[]> {
    return this.attempts.run({ ...user, address }, () =>
      this.database.transaction(async () => {
        const stored = await this.factors.lock(user);
        if (!stored) throw new ProblemError('conflict', 'Begin by POST /auth/second-factor, which gives the secret.');
        if (stored.confirmed) throw isOn();
        if (!(await this.factor.redeemStep(user, stored, code))) throw wrongCredentials();
        const codes = newRecoveryCodes();
        await this.factors.confirm(
          user,
          codes.map((one) => recoveryDigest(one, ownerOf(user))),
        );
        this.tell(operation, user);
        return codes;
      }),
    );
  }

  /** Turns it off. @throws ProblemError 401 when something is wrong, 429 after too many of those, 409 when it is off */
  async end(operation: Operation, user: User, address: string, password: string, code: string): Promise<void> {
    if (!user.secondFactor) throw new ProblemError('conflict', 'The second factor is not on.');
    await this.attempts.run({ ...user, address }, async () => {
      if (!(await passwordMatches(password, user.passwordHash))) throw wrongCredentials();
      await this.database.transaction(async () => {
        if (!(await this.factor.redeem(user, code))) throw wrongCredentials();
        await this.factors.remove(user);
        this.tell(operation, user);
      });
    });
  }

  private tell(operation: Operation, user: User): void {
    this.log.append(operation, new UserUpdated({ ...userData(user), changed: ['second_factor'] }));
  }
}

function isOn(): ProblemError {
  return new ProblemError('conflict', 'The second factor is on already: turn it off first.');
}
