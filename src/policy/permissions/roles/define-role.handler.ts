import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Permission } from '../../../platform/http/access/permission.decorator.js';
import { Database } from '../../../platform/database/database.js';
import { EventLog } from '../../../platform/event-log/event-log.js';
import { LogTailer } from '../../../platform/event-log/log-tailer.js';
import { requireMatch } from '../../../platform/http/conditional/entity-tag.js';
import { notFound, ProblemError } from '../../../platform/http/problems/problem.error.js';
import { RoleDefined } from '../../messages/role-defined.event.js';
import { BUILT_IN_ROLES } from './built-in-roles.js';
import { CustomRoles } from './custom-roles.js';
import { DefineRole } from './define-role.command.js';
import { RoleBook } from './role-book.js';
import { effectiveRoles, inheritsItself, type RoleDefinition } from './role-definition.js';

/** Most roles of a tenant's own. */
const MOST_ROLES = 100;

@CommandHandler(DefineRole)
export class DefineRoleHandler implements ICommandHandler<DefineRole> {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly tailer: LogTailer,
    private readonly stored: CustomRoles,
    private readonly book: RoleBook,
  ) {}

  /** @throws ProblemError 403 for more than its maker has, 404 for an unknown tenant, 409 for a built-in role, 412 for a stale tag, 422 for what it inherits */
  async execute({ operation, role, description, grantable, ifMatch }: DefineRole): Promise<{ added: boolean }> {
    const { tenant } = operation;
    if (!(await this.tailer.knows(tenant))) throw notFound('tenant', tenant);
    const done = await this.database.transaction(async () => {
      const present = await this.stored.lock(tenant);
      const known = present.find(({ name }) => name === role.name);
      if (known) requireMatch(ifMatch, known);
      else if (present.length >= MOST_ROLES)
        throw new ProblemError('conflict', `A tenant has ${MOST_ROLES} roles at most.`);
      const others = [...BUILT_IN_ROLES, ...present.filter(({ name }) => name !== role.name)];
      requireSound(role, others);
      requireGrantable(role, others, grantable);
      await this.stored.save(tenant, description, role);
      this.log.append(operation, new RoleDefined({ ...role, revision: (known?.revision ?? 0) + 1 }));
      return { added: !known };
    });
    await this.book.read();
    return done;
  }
}

function requireSound(role: RoleDefinition, known: readonly RoleDefinition[]): void {
  if (BUILT_IN_ROLES.some(({ name }) => name === role.name)) {
    throw new ProblemError('conflict', `The role ${role.name} is built in and cannot be changed.`);
  }
  const errors = role.inherits.flatMap((parent, i) =>
    known.some(({ name }) => name === parent)
      ? []
      : [{ pointer: `/inherits/${i}`, code: 'unknown-role', message: `there is no role ${parent} in this tenant` }],
  );
  if (inheritsItself(role, known)) {
    errors.push({ pointer: '/inherits', code: 'circular', message: 'the role would inherit from itself' });
  }
  if (errors.length > 0) throw new ProblemError('validation-failed', 'The role cannot be defined.', { errors });
}

/** Who could make a role that permits more than their own could give it to themselves. */
function requireGrantable(
  role: RoleDefinition,
  others: readonly RoleDefinition[],
  grantable: readonly Permission[],
): void {
  const given = [...(effectiveRoles([...others, role]).get(role.name) ?? [])];
  const beyond = given.filter((permission) => !grantable.includes(permission));
  if (beyond.length === 0) return;
  throw new ProblemError('forbidden', `You do not have ${beyond.join(', ')} yourself, and so cannot give it.`);
}
