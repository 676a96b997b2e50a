import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Database } from '../../../platform/database/database.js';
import { EventLog } from '../../../platform/event-log/event-log.js';
import { ProblemError } from '../../../platform/http/problems/problem.error.js';
import { AdapterConfigured } from '../../messages/adapter-configured.event.js';
import { Adapters } from './adapters.js';
import { AddAdapter } from './add-adapter.command.js';

@CommandHandler(AddAdapter)
export class AddAdapterHandler implements ICommandHandler<AddAdapter> {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly adapters: Adapters,
  ) {}

  async execute({ operation, document }: AddAdapter): Promise<void> {
    const { name, kind, enabled } = document;
    await this.database.transaction(async () => {
      if (!(await this.adapters.add(operation.tenant, document))) {
        throw new ProblemError('conflict', `There is an adapter ${name} already; PUT replaces it.`);
      }
      this.log.append(operation, new AdapterConfigured({ name, kind, enabled, revision: 1 }));
    });
  }
}
