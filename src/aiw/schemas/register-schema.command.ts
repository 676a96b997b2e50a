import { Command } from '@nestjs/cqrs';
import type { Operation } from '../../platform/event-log/operation.js';
import type { JsonObject } from './domain/keywords.js';
import type { SchemaEntry } from './registered-schema.js';

/** Whether a version must be shown compatible with the one before, or is taken with its breaks recorded. */
export const COMPATIBILITY_MODES = ['backward', 'none'] as const;
export type CompatibilityMode = (typeof COMPATIBILITY_MODES)[number];

/** Adds a version to the tenant's registry. A schema that is there already under the name changes nothing. */
export class RegisterSchema extends Command<{ entry: SchemaEntry; added: boolean }> {
  /** @param schema one without faults */
  constructor(
    readonly operation: Operation,
    readonly name: string,
    readonly schema: JsonObject,
    readonly compatibility: CompatibilityMode,
  ) {
    super();
  }
}
