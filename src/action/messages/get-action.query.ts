import { Query } from '@nestjs/cqrs';
import type { Action } from './action.js';

export class GetAction extends Query<Action | undefined> {
  constructor(
    readonly tenant: string,
    readonly actionId: string,
  ) {
    super();
  }
}
