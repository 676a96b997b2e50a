import { Command } from '@nestjs/cqrs';
import type { Operation } from '../../platform/event-log/operation.js';

/**
 * Merges values into what an asset should be. Joins the transaction in progress.
 * Rejects with a ProblemError 404 when there is no such asset.
 */
export class SetDesiredState extends Command<void> {
  constructor(
    readonly operation: Operation,
    readonly twinId: string,
    readonly assetId: string,
    readonly desired: Readonly<Record<string, unknown>>,
    /** The action that asks for it. */
    readonly actionId: string,
  ) {
    super();
  }
}
