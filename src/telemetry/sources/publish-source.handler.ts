import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import canonicalize from 'canonicalize';
import { Database } from '../../platform/database/database.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import { LogTailer } from '../../platform/event-log/log-tailer.js';
import { notFound } from '../../platform/http/problems/problem.error.js';
import { SourcePublished } from '../messages/source-published.event.js';
import { PublishSource } from './publish-source.command.js';
import { PublishedSources } from './published-sources.js';
import { SourceStore, type SourceVersion } from './source-store.js';

@CommandHandler(PublishSource)
export class PublishSourceHandler implements ICommandHandler<PublishSource> {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly tailer: LogTailer,
    private readonly store: SourceStore,
    private readonly published: PublishedSources,
  ) {}

  /** @throws ProblemError 404 for an unknown tenant, which a token can still name */
  async execute({ operation, document }: PublishSource): Promise<{ source: SourceVersion; added: boolean }> {
    const { tenant, actor } = operation;
    const { name } = document;
    if (!(await this.tailer.knows(tenant))) throw notFound('tenant', tenant);
    return this.database.transaction(async () => {
      await this.store.lock(tenant, name);
      const newest = await this.store.find(tenant, name);
      if (newest && canonicalize(newest.document) === canonicalize(document)) return { source: newest, added: false };
      const source = await this.store.add(tenant, (newest?.version ?? 0) + 1, document, actor);
      this.log.append(operation, new SourcePublished({ name, version: source.version }));
      this.database.afterCommit(() => {
        this.published.forget(tenant, name);
      });
      return { source, added: true };
    });
  }
}
