import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import type { Operation } from '../../platform/event-log/operation.js';
import { requireMatch } from '../../platform/http/conditional/entity-tag.js';
import { notFound, ProblemError } from '../../platform/http/problems/problem.error.js';
import { TenantCreated } from '../messages/tenant-created.event.js';
import { TenantUpdated } from '../messages/tenant-updated.event.js';
import { UserCreated } from '../messages/user-created.event.js';
import { ADMIN } from '../users/last-admin.js';
import { requireOtherThanName } from '../users/password-rules.js';
import { hashPassword } from '../users/passwords.js';
import { Users } from '../users/users.js';
import { EnabledTenants } from './enabled-tenants.js';
import { OPERATORS_TENANT, type Tenant, type TenantSettings } from './tenant.js';
import { tenantData } from './tenant-on-the-wire.js';
import { TenantRates } from './tenant-rates.js';
import { Tenants } from './tenants.js';

export interface NewTenant {
  readonly id: string;
  readonly name: string;
  /** Who can then make everything else of the tenant. */
  readonly firstAdmin: { readonly username: string; readonly password: string };
}

/** What a change leaves out stays as it is, of the limits as well. */
export type TenantChange = Partial<Omit<TenantSettings, 'limits'>> & {
  readonly limits?: Partial<TenantSettings['limits']>;
};

const UNLIMITED = { maxTwins: null, maxAssets: null, maxSeries: null, requestsPerMinute: null };
const CHANGES = ['name', 'disabled', 'limits'] as const satisfies readonly (keyof TenantSettings)[];

/** Makes and changes tenants, for operators. What happens to a tenant is told in the tenant's own log. */
@Injectable()
export class TenantAdministration {
  constructor(
    private readonly database: Database,
    private readonly tenants: Tenants,
    private readonly users: Users,
    private readonly enabled: EnabledTenants,
    private readonly rates: TenantRates,
    private readonly log: EventLog,
  ) {}

  /** @throws ProblemError 409 when the id is taken, 422 for the user's name as the password */
  async create(operation: Operation, { id, name, firstAdmin }: NewTenant): Promise<Tenant> {
    const { username, password } = firstAdmin;
    requireOtherThanName(password, username, '/first_admin/password');
    const passwordHash = await hashPassword(password);
    return this.asSystem(async () => {
      if (!(await this.tenants.add(id, name))) throw new ProblemError('conflict', `There is a tenant ${id} already.`);
      const access = { roles: [ADMIN], twins: null, disabled: false };
      const userId = await this.users.add(id, username, passwordHash, access);
      if (userId === undefined) throw new Error('A new tenant has a user already');
      this.log.append(
        byOperator(operation, id),
        new TenantCreated(tenantData(id, { name, disabled: false, limits: UNLIMITED })),
        new UserCreated({ user_id: userId, username, ...access }),
      );
      return this.present(id);
    });
  }

  /** @throws ProblemError 404, 412 when `ifMatch` is of another revision, 409 for disabling the operators' own */
  async change(operation: Operation, id: string, change: TenantChange, ifMatch: string | undefined): Promise<Tenant> {
    const tenant = await this.asSystem(() => this.changeLocked(operation, id, change, ifMatch));
    await this.database.asSystem(() => this.rates.read());
    return tenant;
  }

  private async changeLocked(
    operation: Operation,
    id: string,
    change: TenantChange,
    ifMatch: string | undefined,
  ): Promise<Tenant> {
    const tenant = await this.tenants.lock(id);
    if (!tenant) throw notFound('tenant', id);
    requireMatch(ifMatch, tenant);
    const { name, disabled } = { ...tenant, ...change };
    const settings = { name, disabled, limits: { ...tenant.limits, ...change.limits } };
    const changed = CHANGES.filter((key) => !isDeepStrictEqual(settings[key], tenant[key]));
    if (changed.length === 0) return tenant;
    if (settings.disabled && id === OPERATORS_TENANT)
      throw new ProblemError('conflict', 'Nobody could enable the tenant of the operators again.');
    await this.tenants.update(id, settings);
    this.log.append(byOperator(operation, id), new TenantUpdated({ ...tenantData(id, settings), changed }));
    this.database.afterCommit(() => {
      this.enabled.learn(id, settings.disabled);
    });
    return this.present(id);
  }

  private asSystem<T>(work: () => Promise<T>): Promise<T> {
    return this.database.asSystem(() => this.database.transaction(work));
  }

  private async present(id: string): Promise<Tenant> {
    const tenant = await this.tenants.get(id);
    if (!tenant) throw notFound('tenant', id);
    return tenant;
  }
}

/** The tenant may have a user of the operator's name, who has done none of it. */
function byOperator(operation: Operation, tenant: string): Operation {
  return { ...operation, tenant, actor: `operator:${operation.actor}` };
}
