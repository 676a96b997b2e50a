import type { LoggedEvent } from './event.js';
import type { Operation } from './operation.js';

/** The operation of a part of the system that reacts to an event. */
export function operationAfter(event: LoggedEvent, actor: string): Operation {
  return { tenant: event.tenant, actor, correlationId: event.correlationId, causationId: event.id };
}
