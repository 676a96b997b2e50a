/** An API key as it is kept: everything but the secret. */
export interface ApiKey {
  readonly id: string;
  readonly tenant: string;
  readonly name: string;
  readonly prefix: string;
  readonly roles: readonly string[];
  /** Globs of the twins that it is limited to; null = all. */
  readonly twins: readonly string[] | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  /** Null when it does not end by itself. */
  readonly expiresAt: Date | null;
  /** A minute behind at most; null when it was never used. */
  readonly lastUsedAt: Date | null;
  /** Address from which it was last used, as far as that is known. */
  readonly lastUsedFrom: string | null;
  readonly revokedAt: Date | null;
}

/** What a key is made to be. */
export type ApiKeyGrant = Pick<ApiKey, 'name' | 'roles' | 'twins' | 'expiresAt'>;
