import type { ApiKey } from './api-key.js';
import { KEY_START } from './key-text.js';

/** A key as it is shown; times in RFC 3339. */
export interface ApiKeyView {
  readonly key_id: string;
  readonly name: string;
  readonly prefix: string;
  readonly roles: readonly string[];
  readonly twins: readonly string[] | null;
  readonly created_by: string;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
  readonly last_used_from: string | null;
  readonly revoked_at: string | null;
}

export function apiKeyOnTheWire(key: ApiKey): ApiKeyView {
  return {
    key_id: key.id,
    name: key.name,
    prefix: `${KEY_START}${key.prefix}`,
    roles: key.roles,
    twins: key.twins,
    created_by: key.createdBy,
    created_at: key.createdAt.toISOString(),
    expires_at: key.expiresAt?.toISOString() ?? null,
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
    last_used_from: key.lastUsedFrom,
    revoked_at: key.revokedAt?.toISOString() ?? null,
  };
}
