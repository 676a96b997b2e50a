import { cursorAt } from '../../platform/event-log/cursor.js';
import type { StoredEvent } from '../../platform/event-log/event.js';
import { loggedEvent } from '../../platform/event-log/event-body.js';
import { dataSchemaOf } from '../event-types.js';
import { resourcePath } from '../resources/resource-path.js';

/** The media type of a JSON array of CloudEvents (CloudEvents 1.0, JSON Event Format, 4). */
export const CLOUDEVENTS_BATCH = 'application/cloudevents-batch+json';

/** What the `$id` of every published schema begins with; `/schemas/{name}` serves them. */
const SCHEMAS = 'https://opstwin.dev/schemas/';

/**
 * An event as a CloudEvent 1.0 in its JSON form. What CloudEvents has no attribute for is in extension attributes:
 * `correlationid` and `causationid` are those of its Correlation extension, the others begin with `opstwin`. An attribute
 * cannot be null, so one that has no value is absent. With them all, the log's own body can be put together again.
 */
export function cloudEvent(stored: StoredEvent): Record<string, unknown> {
  const { id, tenant, type, ts, twinId, actor, correlationId, causationId, dataRef, data } = loggedEvent(stored);
  return {
    specversion: '1.0',
    id,
    source: `urn:opstwin:${encodeURIComponent(tenant)}`,
    type: `dev.opstwin.${type}.v1`,
    time: ts,
    ...(twinId === null ? {} : { subject: twinId }),
    datacontenttype: 'application/json',
    dataschema: `${SCHEMAS}${dataSchemaOf(type)}.json`,
    opstwincursor: cursorAt(stored.position),
    opstwinhash: stored.hash,
    opstwinactor: actor,
    correlationid: correlationId,
    ...(causationId === null ? {} : { causationid: causationId }),
    ...(dataRef ? { opstwinref: resourcePath(dataRef) } : {}),
    data,
  };
}
