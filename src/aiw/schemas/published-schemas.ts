import { Injectable } from '@nestjs/common';
import { readSchema, schemaNames } from '../../platform/schemas/schema-files.js';
import { publishedDocument, SCHEMA_TYPE, type PublishedDocument } from '../documents/published-document.js';
import { schemaName } from './domain/schema-name.js';

/** Where a schema is served. */
export interface SchemaLink {
  readonly name: string;
  readonly href: string;
}

export interface PublishedSchema {
  readonly name: string;
  readonly schema: Record<string, unknown>;
  readonly document: PublishedDocument;
}

/** The schemas that come with OpsTwin, the same for everybody; read once at start. */
@Injectable()
export class PublishedSchemas {
  private readonly schemas = new Map<string, PublishedSchema>(
    schemaNames().map((name) => {
      const schema = readSchema(name);
      return [name, { name, schema, document: publishedDocument(schema, SCHEMA_TYPE) }];
    }),
  );

  get links(): SchemaLink[] {
    return [...this.schemas.keys()].map((name) => ({ name, href: hrefOf(name) }));
  }

  get(name: string): PublishedSchema | undefined {
    return this.schemas.get(name);
  }

  /** The newest version of a family. */
  newest(family: string): PublishedSchema | undefined {
    const versions = [...this.schemas.values()].map((schema) => ({ schema, name: schemaName(schema.name) }));
    const ofFamily = versions.filter(({ name }) => name?.family === family);
    return ofFamily.toSorted((a, b) => (b.name?.version ?? 0) - (a.name?.version ?? 0))[0]?.schema;
  }
}

export function hrefOf(name: string): string {
  return `/schemas/${name}`;
}
