import { Command } from '@nestjs/cqrs';
import type { Operation } from '../../../platform/event-log/operation.js';
import type { AdapterDocument } from './adapter-document.js';

/** Makes an adapter of a valid document. Rejects with a ProblemError 409 when its name is taken. */
export class AddAdapter extends Command<void> {
  constructor(
    readonly operation: Operation,
    readonly document: AdapterDocument,
  ) {
    super();
  }
}
