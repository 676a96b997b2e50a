import canonicalize from 'canonicalize';
import { newId } from '../clock/ids.js';
import type { LoggedEvent, NewEvent, StoredEvent } from './event.js';
import type { Operation } from './operation.js';

interface EventBody {
  readonly id: string;
  readonly type: string;
  readonly ts: string;
  readonly twin_id: string | null;
  readonly actor: string;
  readonly correlation_id: string;
  readonly causation_id: string | null;
  readonly data_ref: { readonly type: string; readonly id: string } | null;
  readonly data: Record<string, unknown>;
}

/** The canonical JSON (RFC 8785) that the log keeps, hashes and serves. */
export function eventBody(operation: Operation, event: NewEvent, ts: Date): string {
  const body = {
    id: newId('evt'),
    type: event.type,
    ts: ts.toISOString(),
    twin_id: event.twinId,
    actor: operation.actor,
    correlation_id: operation.correlationId,
    causation_id: operation.causationId,
    data_ref: event.dataRef,
    data: event.data,
  };
  const text = canonicalize(body);
  if (text === undefined) throw new TypeError(`The data of ${event.type} has no JSON form`);
  return text;
}

export function loggedEvent(stored: StoredEvent): LoggedEvent {
  const body = JSON.parse(stored.body) as EventBody;
  return {
    id: body.id,
    tenant: stored.tenant,
    position: stored.position,
    type: body.type,
    ts: body.ts,
    twinId: body.twin_id,
    actor: body.actor,
    correlationId: body.correlation_id,
    causationId: body.causation_id,
    dataRef: body.data_ref,
    data: body.data,
  };
}
