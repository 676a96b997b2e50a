import { Command } from '@nestjs/cqrs';
import type { Operation } from '../../platform/event-log/operation.js';
import type { Policy } from '../messages/policy.js';

/**
 * Makes a version of a policy the one that decides; one that decides already changes nothing.
 * Rejects with a ProblemError: 404 for an unknown policy, 422 for an unknown version.
 */
export class PublishPolicy extends Command<Policy> {
  constructor(
    readonly operation: Operation,
    readonly policyId: string,
    /** Undefined: the latest. */
    readonly version: number | undefined,
  ) {
    super();
  }
}
