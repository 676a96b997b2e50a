/** Who makes a request, as their credential says. */
export interface Principal {
  /** User name, id of a key, or `oidc:` and the subject of an identity provider. */
  readonly subject: string;
  readonly tenant: string;
  readonly roles: readonly string[];
  /** Globs of the twins that the credential is limited to; undefined = all. */
  readonly twins: readonly string[] | undefined;
  /** The login that the credential is of; undefined when it is of none. */
  readonly session?: string | undefined;
  /** Id of the API key that the credential is; undefined when it is a token. */
  readonly key?: string | undefined;
  /** When the credential was issued; undefined when it does not say. */
  readonly issuedAt?: Date | undefined;
  /** When the credential ends; undefined when it does not, or when nothing was issued yet. */
  readonly expiresAt?: Date | undefined;
}
