import type { SchemaRegisteredData } from '../messages/schema-registered.event.js';
import type { Break } from './domain/compatibility/break.js';
import { hrefOf } from './published-schemas.js';

/** A schema of a tenant as it is stored, without the schema itself. */
export interface RegisteredSchema {
  readonly name: string;
  readonly digest: string;
  readonly compared_with: string | null;
  readonly compatibility: SchemaRegisteredData['compatibility'];
  /** The first of the breaks against the version before. */
  readonly breaks: readonly Break[];
  readonly breaks_total: number;
  readonly registered_by: string;
  readonly registered_at: Date;
}

/** A schema in the list. */
export interface SchemaEntry extends Partial<Omit<RegisteredSchema, 'name' | 'registered_at'>> {
  readonly name: string;
  readonly href: string;
  /** `published` with OpsTwin, or `registered` by the tenant. */
  readonly source: 'published' | 'registered';
  readonly registered_at?: string;
}

export function registeredEntry({ name, registered_at, ...rest }: RegisteredSchema): SchemaEntry {
  return { name, href: hrefOf(name), source: 'registered', ...rest, registered_at: registered_at.toISOString() };
}

export function publishedEntry(name: string): SchemaEntry {
  return { name, href: hrefOf(name), source: 'published' };
}
