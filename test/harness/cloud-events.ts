/**
 * A CloudEvent 1.0 in JSON, by its specification (2.2 naming, 2.3 types, 3.1 and 3.2 attributes) and its JSON event
 * format: the context attributes with their types, and any extension whose name is of lower-case letters and digits.
 */
export const CLOUD_EVENT = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['specversion', 'id', 'source', 'type'],
  propertyNames: { pattern: '^[a-z0-9]{1,20}$' },
  properties: {
    specversion: { const: '1.0' },
    id: { type: 'string', minLength: 1 },
    source: { type: 'string', minLength: 1, format: 'uri-reference' },
    type: { type: 'string', minLength: 1 },
    subject: { type: 'string', minLength: 1 },
    time: { type: 'string', format: 'date-time' },
    datacontenttype: { type: 'string', pattern: '^application/json$' },
    dataschema: { type: 'string', minLength: 1, format: 'uri' },
    data: { type: 'object' },
  },
  additionalProperties: { type: ['string', 'boolean', 'integer'] },
} as const;

/** A CloudEvent of OpsTwin. */
export interface CloudEvent {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly time: string;
  readonly subject?: string;
  readonly dataschema: string;
  readonly opstwincursor: string;
  readonly opstwinhash: string;
  readonly opstwinactor: string;
  readonly opstwinref?: string;
  readonly correlationid: string;
  readonly causationid?: string;
  readonly data: object;
}

/** The body that the log hashed, put together again from the attributes. */
export function logBody(event: CloudEvent): object {
  const [, , type, id] = event.opstwinref?.split('/').map(decodeURIComponent) ?? [];
  return {
    id: event.id,
    type: /^dev\.opstwin\.(\w+)\.v1$/.exec(event.type)?.[1],
    ts: event.time,
    twin_id: event.subject ?? null,
    actor: event.opstwinactor,
    correlation_id: event.correlationid,
    causation_id: event.causationid ?? null,
    data_ref: event.opstwinref === undefined ? null : { type, id },
    data: event.data,
  };
}
