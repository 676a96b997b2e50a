import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Database } from '../../../platform/database/database.js';
import { EventLog } from '../../../platform/event-log/event-log.js';
import { notFound } from '../../../platform/http/problems/problem.error.js';
import { AdapterRemoved } from '../../messages/adapter-removed.event.js';
import { Adapters } from './adapters.js';
import { RemoveAdapter } from './remove-adapter.command.js';

@CommandHandler(RemoveAdapter)
export class RemoveAdapterHandler implements ICommandHandler<RemoveAdapter> {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly adapters: Adapters,
  ) {}

  async execute({ operation, name }: RemoveAdapter): Promise<void> {
    await this.database.transaction(async () => {
      if (!(await this.adapters.remove(operation.tenant, name))) throw notFound('adapter', name);
      this.log.append(operation, new AdapterRemoved({ name }));
    });
  }
}
