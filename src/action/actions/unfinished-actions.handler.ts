import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { UnfinishedActions } from '../messages/unfinished-actions.query.js';
import { Actions } from './actions.js';

@QueryHandler(UnfinishedActions)
export class UnfinishedActionsHandler implements IQueryHandler<UnfinishedActions> {
  constructor(private readonly actions: Actions) {}

  execute({ tenant, patterns, twinId }: UnfinishedActions) {
    return Promise.resolve(this.actions.everyUnfinished(tenant, patterns, twinId));
  }
}
