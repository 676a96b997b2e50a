import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Action } from '../messages/action.js';
import { GetAction } from '../messages/get-action.query.js';
import { actionOf } from './action-row.js';
import { Actions } from './actions.js';

@QueryHandler(GetAction)
export class GetActionHandler implements IQueryHandler<GetAction> {
  constructor(private readonly actions: Actions) {}

  async execute({ tenant, actionId }: GetAction): Promise<Action | undefined> {
    const row = await this.actions.find(tenant, actionId);
    return row && actionOf(row);
  }
}
