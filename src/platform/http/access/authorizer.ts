import type { Permission } from './permission.decorator.js';
import type { Principal } from './principal.js';

/** Tells what a principal may do, for doors that are not HTTP routes. The policy module provides it. */
export abstract class Authorizer {
  abstract permits(principal: Principal, permission: Permission): boolean;

  /** Whether the tenant has a role of that name. */
  abstract knows(tenant: string, role: string): Promise<boolean>;
}
