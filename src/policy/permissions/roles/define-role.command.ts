import { Command } from '@nestjs/cqrs';
import type { Operation } from '../../../platform/event-log/operation.js';
import type { Permission } from '../../../platform/http/access/permission.decorator.js';
import type { RoleDefinition } from './role-definition.js';

/** Makes a role of a tenant's own, or changes it. Gives whether it was made. */
export class DefineRole extends Command<{ added: boolean }> {
  /**
   * @param grantable what its maker is permitted, and so may permit to others
   * @param ifMatch the entity tag that the present one must have; undefined: any, or none
   */
  constructor(
    readonly operation: Operation,
    readonly role: RoleDefinition,
    readonly description: string,
    readonly grantable: readonly Permission[],
    readonly ifMatch: string | undefined,
  ) {
    super();
  }
}
