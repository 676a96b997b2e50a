import type { KeyObject } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { derivedKey } from '../sessions/derived-key.js';
import { SIGNING_SECRET } from '../tokens/signing-secret.js';
import type { User } from '../users/users.js';
import { recoveryDigest } from './recovery-codes.js';
import { seal, unseal } from './sealed-secret.js';
import { SecondFactors, type StoredFactor } from './second-factors.js';
import { stepOfCode } from './totp-code.js';

const SIX_DIGITS = /^\d{6}$/;

/** Checks the codes of users; each is good once. */
@Injectable()
export class SecondFactor {
  private readonly logger = new Logger(SecondFactor.name);
  private readonly key: KeyObject;

  constructor(
    @Inject(SIGNING_SECRET) secret: KeyObject,
    private readonly factors: SecondFactors,
    private readonly clock: Clock,
  ) {
    this.key = derivedKey(secret, 'second factor');
  }

  sealedFor(user: User, secret: Uint8Array): Buffer {
    return seal(secret, this.key, ownerOf(user));
  }

  /** Uses up a code of the authenticator, or a recovery code, in the transaction in progress. @returns whether it was good */
  async redeem(user: User, code: string): Promise<boolean> {
    const factor = await this.factors.lock(user);
    if (factor?.confirmed !== true) return false;
    if (SIX_DIGITS.test(code)) return this.redeemStep(user, factor, code);
    return this.factors.useRecoveryCode(user, recoveryDigest(code, ownerOf(user)));
  }

  /** Uses up a code of the authenticator, confirmed or not. @returns whether it was good */
  async redeemStep(user: User, { sealedSecret }: StoredFactor, code: string): Promise<boolean> {
    const secret = unseal(sealedSecret, this.key, ownerOf(user));
    if (!secret) {
      this.logger.warn(`The second factor of ${user.id} was sealed with another signing secret`);
      return false;
    }
    const step = stepOfCode(secret, code, this.clock.now());
    return step !== undefined && this.factors.useStep(user, step);
  }
}

/** What secrets and recovery codes are bound to. */
export function ownerOf({ tenant, id }: Pick<User, 'tenant' | 'id'>): string {
  return `${tenant}/${id}`;
}
