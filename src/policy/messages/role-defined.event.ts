import type { NewEvent } from '../../platform/event-log/event.js';

export interface RoleDefinedData {
  readonly name: string;
  readonly permissions: readonly string[];
  readonly inherits: readonly string[];
  readonly revision: number;
}

/** From here on a role of the tenant's own permits this. */
export class RoleDefined implements NewEvent {
  static readonly type = 'RoleDefined';
  readonly type = RoleDefined.type;
  readonly twinId = null;
  readonly dataRef = null;

  constructor(readonly data: RoleDefinedData) {}
}
