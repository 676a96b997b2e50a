/** Who makes a request, as their credential says. */
export interface Principal {
  /** User name, or id of a key. */
  readonly subject: string;
  readonly tenant: string;
  readonly roles: readonly string[];
  /** Globs of the twins that the credential is limited to; undefined = all. */
  readonly twins: readonly string[] | undefined;
  /** When the credential ends; undefined when it does not, or when nothing was issued yet. */
  readonly expiresAt?: Date | undefined;
}
