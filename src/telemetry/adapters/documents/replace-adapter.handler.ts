import { isDeepStrictEqual } from 'node:util';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Database } from '../../../platform/database/database.js';
import { EventLog } from '../../../platform/event-log/event-log.js';
import { notFound } from '../../../platform/http/problems/problem.error.js';
import { AdapterConfigured } from '../../messages/adapter-configured.event.js';
import { Adapters } from './adapters.js';
import { ReplaceAdapter } from './replace-adapter.command.js';

@CommandHandler(ReplaceAdapter)
export class ReplaceAdapterHandler implements ICommandHandler<ReplaceAdapter> {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly adapters: Adapters,
  ) {}

  async execute({ operation, document }: ReplaceAdapter): Promise<void> {
    const { name, kind, enabled } = document;
    await this.database.transaction(async () => {
      const before = await this.adapters.lock(operation.tenant, name);
      if (!before) throw notFound('adapter', name);
      if (isDeepStrictEqual(before.document, document)) return;
      await this.adapters.replace(operation.tenant, document);
      this.log.append(operation, new AdapterConfigured({ name, kind, enabled, revision: before.revision + 1 }));
    });
  }
}
