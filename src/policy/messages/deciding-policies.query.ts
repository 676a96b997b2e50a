import { Query } from '@nestjs/cqrs';

/** A policy that decides, by reference. */
export interface DecidingPolicy {
  readonly policy_id: string;
  readonly name: string;
  /** The version that decides. */
  readonly version: number;
}

/** Every policy with a published version, by name, some at a time. Read in the snapshot that asks. */
export class DecidingPolicies extends Query<AsyncIterable<readonly DecidingPolicy[]>> {
  constructor(readonly tenant: string) {
    super();
  }
}
