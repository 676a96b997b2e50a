import { Command } from '@nestjs/cqrs';
import type { Operation } from '../../platform/event-log/operation.js';
import type { SourceDocument } from './domain/source-document.js';
import type { SourceVersion } from './source-store.js';

/** Adds a document as the next version of its name. The very content of the newest version adds none. */
export class PublishSource extends Command<{ source: SourceVersion; added: boolean }> {
  /** @param document one without faults */
  constructor(
    readonly operation: Operation,
    readonly document: SourceDocument,
  ) {
    super();
  }
}
