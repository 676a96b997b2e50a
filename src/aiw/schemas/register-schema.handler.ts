import { createHash } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import canonicalize from 'canonicalize';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { SchemaRegistered } from '../messages/schema-registered.event.js';
import { breaksBetween } from './domain/compatibility/compatibility.js';
import type { JsonObject } from './domain/keywords.js';
import { schemaName, type SchemaName } from './domain/schema-name.js';
import { PublishedSchemas } from './published-schemas.js';
import { RegisterSchema } from './register-schema.command.js';
import { publishedEntry, registeredEntry, type RegisteredSchema, type SchemaEntry } from './registered-schema.js';
import { RegisteredSchemas } from './registered-schemas.js';

/** More breaks than this are counted, but neither kept nor told. */
const MOST_BREAKS = 50;

type Comparison = Pick<RegisteredSchema, 'compared_with' | 'compatibility' | 'breaks' | 'breaks_total'>;

@CommandHandler(RegisterSchema)
export class RegisterSchemaHandler implements ICommandHandler<RegisterSchema> {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly clock: Clock,
    private readonly published: PublishedSchemas,
    private readonly registered: RegisteredSchemas,
  ) {}

  /** @throws ProblemError 409 for another schema of that name, a name that is not newer than all, or breaks */
  async execute(command: RegisterSchema): Promise<{ entry: SchemaEntry; added: boolean }> {
    const { operation, name, schema } = command;
    const parts = schemaName(name);
    if (!parts) throw new Error(`${name} is no name of a schema`);
    const digest = digestOf(schema);
    return this.database.transaction(async () => {
      await this.registered.lock(operation.tenant, parts.family);
      const known = await this.known(operation.tenant, name, digest);
      if (known) return { entry: known, added: false };
      const comparison = await this.compare(command, parts);
      const entry: RegisteredSchema = {
        name,
        digest,
        ...comparison,
        registered_by: operation.actor,
        registered_at: this.clock.now(),
      };
      await this.registered.add(operation.tenant, parts, entry, schema);
      const { compared_with, compatibility, breaks_total: breaks } = entry;
      this.log.append(operation, new SchemaRegistered({ name, digest, compared_with, compatibility, breaks }));
      return { entry: registeredEntry(entry), added: true };
    });
  }

  /** What is there under the name already. @throws ProblemError 409 when it says something else */
  private async known(tenant: string, name: string, digest: string): Promise<SchemaEntry | undefined> {
    const own = await this.registered.find(tenant, name);
    const published = this.published.get(name);
    if (!own && !published) return undefined;
    if (own ? own.digest === digest : published && digestOf(published.schema) === digest) {
      return own ? registeredEntry(own) : publishedEntry(name);
    }
    throw new ProblemError('conflict', `There is another schema named ${name}, and schemas never change.`);
  }

  private async compare(command: RegisterSchema, { family, version }: SchemaName): Promise<Comparison> {
    const newest = await this.newest(command.operation.tenant, family);
    if (!newest) return { compared_with: null, compatibility: 'first', breaks: [], breaks_total: 0 };
    if (newest.version > version) {
      throw new ProblemError('conflict', `The newest version is ${newest.name}: a new one must have a higher number.`);
    }
    const all = breaksBetween(newest.schema, command.schema);
    const breaks = all.slice(0, MOST_BREAKS);
    if (all.length > 0 && command.compatibility === 'backward') {
      throw new ProblemError('incompatible-schema', `Values that fit ${newest.name} may not fit ${command.name}.`, {
        members: { compared_with: newest.name, breaks, breaks_total: all.length },
      });
    }
    const compatibility = all.length > 0 ? 'none' : 'backward';
    return { compared_with: newest.name, compatibility, breaks, breaks_total: all.length };
  }

  private async newest(tenant: string, family: string) {
    const own = await this.registered.newest(tenant, family);
    const published = this.published.newest(family);
    const version = published && schemaName(published.name)?.version;
    if (!published || version === undefined || (own && own.version >= version)) {
      return own && { name: own.name, version: own.version, schema: own.document };
    }
    return { name: published.name, version, schema: published.schema };
  }
}

/** SHA-256 of the canonical JSON (RFC 8785): the same for the same content, in whatever order it is written. */
function digestOf(schema: JsonObject): string {
  return createHash('sha256')
    .update(canonicalize(schema) ?? '')
    .digest('hex');
}
