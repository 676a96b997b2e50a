import { Command } from '@nestjs/cqrs';
import type { Operation } from '../../platform/event-log/operation.js';
import type { Policy } from '../messages/policy.js';
import type { PolicyDocument } from './policy-document.js';

/** Keeps a valid document as a new draft, or as the next version of the policy of its name. */
export class SavePolicy extends Command<Policy> {
  constructor(
    readonly operation: Operation,
    readonly document: PolicyDocument,
  ) {
    super();
  }
}
