import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { ApiKeyStore } from './api-key-store.js';
import { isKeyOf, prefixOf } from './key-text.js';

/** Tells who an API key stands for: itself. */
@Injectable()
export class ApiKeyVerifier {
  constructor(
    private readonly store: ApiKeyStore,
    private readonly clock: Clock,
  ) {}

  /** The principal of a key; undefined when it is malformed, unknown, expired or revoked. */
  async verify(text: string): Promise<Principal | undefined> {
    const prefix = prefixOf(text);
    const key = prefix === undefined ? undefined : await this.store.findByPrefix(prefix);
    if (!key || !isKeyOf(text, key.digest) || key.revokedAt) return undefined;
    if (key.expiresAt && key.expiresAt <= this.clock.now()) return undefined;
    return {
      subject: key.id,
      tenant: key.tenant,
      roles: key.roles,
      twins: key.twins ?? undefined,
      key: key.id,
      issuedAt: key.createdAt,
      expiresAt: key.expiresAt ?? undefined,
    };
  }
}
