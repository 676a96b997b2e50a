import type { RoleDefinition } from './role-definition.js';

/**
 * The five roles that every tenant has. Sensors and gateways push telemetry as `executor`, the plant's own machine
 * identity.
 */
export const BUILT_IN_ROLES: readonly RoleDefinition[] = [
  { name: 'viewer', permissions: ['read'], inherits: [] },
  { name: 'agent', permissions: ['propose', 'simulate'], inherits: ['viewer'] },
  { name: 'executor', permissions: ['execute', 'ingest'], inherits: ['viewer'] },
  { name: 'supervisor', permissions: ['approve'], inherits: ['agent'] },
  { name: 'admin', permissions: ['administer'], inherits: ['supervisor', 'executor'] },
];

export const BUILT_IN_NAMES: readonly string[] = BUILT_IN_ROLES.map(({ name }) => name);
