import { AsyncLocalStorage } from 'node:async_hooks';

/** What stands for no tenant but the system, whose statements see the rows of all of them. No tenant has this id. */
export const SYSTEM = '*';

interface Scope {
  tenant: string;
}

/** For whom the work in progress is: a tenant, or the system where nothing was said. */
export class TenantContext {
  private readonly scopes = new AsyncLocalStorage<Scope>();

  /** The tenant's id, or SYSTEM. */
  get tenant(): string {
    return this.scopes.getStore()?.tenant ?? SYSTEM;
  }

  /** Runs the work, and everything that it starts, for a tenant or for SYSTEM. */
  run<T>(tenant: string, work: () => T): T {
    return this.scopes.run({ tenant }, work);
  }

  /** Lets the rest of the work that `run` began be for a tenant which was not known then. */
  settle(tenant: string): void {
    const scope = this.scopes.getStore();
    if (!scope) throw new Error('There is no work in progress that could be for a tenant');
    scope.tenant = tenant;
  }
}
