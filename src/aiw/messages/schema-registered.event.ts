import type { NewEvent } from '../../platform/event-log/event.js';

export interface SchemaRegisteredData {
  readonly name: string;
  /** SHA-256 of the schema's canonical JSON, in hex. */
  readonly digest: string;
  /** The newest version of the name before it; null for the first. */
  readonly compared_with: string | null;
  readonly compatibility: 'first' | 'backward' | 'none';
  /** How many breaks were found against the version before. */
  readonly breaks: number;
}

/** A schema was added to the tenant's registry; it never changes again. */
export class SchemaRegistered implements NewEvent {
  static readonly type = 'SchemaRegistered';
  readonly type = SchemaRegistered.type;
  readonly twinId = null;
  readonly dataRef: NewEvent['dataRef'];

  constructor(readonly data: SchemaRegisteredData) {
    this.dataRef = { type: 'schema', id: data.name };
  }
}
