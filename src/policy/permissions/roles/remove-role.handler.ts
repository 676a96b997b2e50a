import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Database } from '../../../platform/database/database.js';
import { EventLog } from '../../../platform/event-log/event-log.js';
import { requireMatch } from '../../../platform/http/conditional/entity-tag.js';
import { notFound, ProblemError } from '../../../platform/http/problems/problem.error.js';
import { RoleRemoved } from '../../messages/role-removed.event.js';
import { BUILT_IN_NAMES } from './built-in-roles.js';
import { CustomRoles } from './custom-roles.js';
import { RemoveRole } from './remove-role.command.js';
import { RoleBook } from './role-book.js';

@CommandHandler(RemoveRole)
export class RemoveRoleHandler implements ICommandHandler<RemoveRole> {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly stored: CustomRoles,
    private readonly book: RoleBook,
  ) {}

  /** @throws ProblemError 404 when there is none, 409 for a built-in role or one that others inherit from, 412 for a stale tag */
  async execute({ operation, name, ifMatch }: RemoveRole): Promise<void> {
    const { tenant } = operation;
    if (BUILT_IN_NAMES.includes(name)) {
      throw new ProblemError('conflict', `The role ${name} is built in and cannot be removed.`);
    }
    await this.database.transaction(async () => {
      const present = await this.stored.lock(tenant);
      const known = present.find((role) => role.name === name);
      if (!known) throw notFound('role', name);
      requireMatch(ifMatch, known);
      const heir = present.find(({ inherits }) => inherits.includes(name));
      if (heir) throw new ProblemError('conflict', `The role ${heir.name} inherits from it.`);
      await this.stored.remove(tenant, name);
      this.log.append(operation, new RoleRemoved({ name }));
    });
    await this.book.read();
  }
}
