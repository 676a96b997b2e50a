/** One version of a policy; its document never changes. */
export interface PolicyVersion {
  readonly version: number;
  /** A policy.v1 document. */
  readonly document: object;
  readonly created_by: string;
  readonly created_at: string;
}

export interface PolicySummary {
  readonly policy_id: string;
  readonly name: string;
  /** The version that decides; null for a draft. */
  readonly published_version: number | null;
  readonly latest_version: number;
  readonly created_at: string;
}

/** A policy as `GET /policies/{id}` shows it: all its versions, newest first. */
export interface Policy extends PolicySummary {
  readonly versions: readonly PolicyVersion[];
}
