import { Injectable } from '@nestjs/common';
import { publishedDocument, SCHEMA_TYPE, type PublishedDocument } from '../documents/published-document.js';
import { PublishedSchemas } from './published-schemas.js';
import { publishedEntry, registeredEntry, type SchemaEntry } from './registered-schema.js';
import { RegisteredSchemas } from './registered-schemas.js';

/**
 * All schemas that someone can use: the published ones, and for members of a tenant those that it has registered. Should
 * a release publish a name that a tenant has registered before, the tenant keeps what it has under that name.
 */
@Injectable()
export class SchemaRegistry {
  constructor(
    private readonly published: PublishedSchemas,
    private readonly registered: RegisteredSchemas,
  ) {}

  /** @param tenant undefined for somebody without a credential */
  async find(tenant: string | undefined, name: string): Promise<PublishedDocument | undefined> {
    const own = tenant === undefined ? undefined : await this.registered.schema(tenant, name);
    return own ? publishedDocument(own, SCHEMA_TYPE) : this.published.get(name)?.document;
  }

  /** Up to `limit` entries by name, behind a name. */
  async list(tenant: string | undefined, after: string | undefined, limit: number): Promise<SchemaEntry[]> {
    const own = tenant === undefined ? [] : await this.registered.list(tenant, after, limit);
    const entries = new Map(own.map((schema) => [schema.name, registeredEntry(schema)]));
    for (const { name } of this.published.links) {
      if ((after === undefined || name > after) && !entries.has(name)) entries.set(name, publishedEntry(name));
    }
    return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, limit);
  }
}
