/** One request by HTTP, and what became of it. */
export interface AccessRecord {
  /** Sorts by time among those of one process. */
  readonly id: string;
  /** Null when the request had no valid credential. */
  readonly tenant: string | null;
  /** When it was answered. */
  readonly at: Date;
  /** The subject of the credential, or the user name of a login. */
  readonly actor: string | null;
  /** The twin that the path, the query or the body names. */
  readonly twinId: string | null;
  readonly method: string;
  /** The pattern of the path, such as `/twins/:twin_id`; null when none is served there. */
  readonly route: string | null;
  /** Without the query, which may hold what is nobody's business. */
  readonly path: string;
  readonly status: number;
  /** The code of the problem that it was answered with. */
  readonly problem: string | null;
  readonly address: string;
  readonly userAgent: string | null;
  readonly requestId: string;
  readonly durationMs: number;
}
