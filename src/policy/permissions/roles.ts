import { PERMISSIONS, type Permission } from '../../platform/http/access/permission.decorator.js';

/** The five roles. Sensors and gateways push telemetry as `executor`, the plant's own machine identity. */
export const ROLES = {
  viewer: ['read'],
  agent: ['read', 'propose', 'simulate'],
  executor: ['read', 'execute', 'ingest'],
  supervisor: ['read', 'propose', 'simulate', 'approve'],
  admin: PERMISSIONS,
} as const satisfies Record<string, readonly Permission[]>;

const PERMITTED = new Map<string, ReadonlySet<Permission>>(
  Object.entries(ROLES).map(([role, permissions]) => [role, new Set<Permission>(permissions)]),
);

/** Whether one of the roles permits it; an unknown role permits nothing. Asked for every request and MQTT message. */
export function rolesPermit(roles: readonly string[], permission: Permission): boolean {
  return roles.some((role) => PERMITTED.get(role)?.has(permission));
}
