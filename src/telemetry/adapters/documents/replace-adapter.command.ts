import { Command } from '@nestjs/cqrs';
import type { Operation } from '../../../platform/event-log/operation.js';
import type { AdapterDocument } from './adapter-document.js';

/**
 * Gives the adapter of the document's name this document; the one that it has changes nothing.
 * Rejects with a ProblemError 404 when there is no such adapter.
 */
export class ReplaceAdapter extends Command<void> {
  constructor(
    readonly operation: Operation,
    readonly document: AdapterDocument,
  ) {
    super();
  }
}
