import { schemaValidator } from '../../../../platform/schemas/schema-validator.js';
import { POINT_KINDS } from './otlp-request.js';

const WHOLE = { type: ['string', 'integer'], pattern: '^-?[0-9]{1,20}$' };
const UNSIGNED = { type: ['string', 'integer'], pattern: '^[0-9]{1,20}$', minimum: 0 };
const NUMBER = { type: ['string', 'number'], pattern: '^-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?$' };

const ATTRIBUTES = listOf(
  objectOf({
    key: { type: 'string' },
    value: objectOf({
      stringValue: { type: 'string' },
      boolValue: { type: 'boolean' },
      intValue: { type: ['string', 'integer'] },
      doubleValue: { type: ['string', 'number'] },
    }),
  }),
);

const METRIC = objectOf({
  name: { type: 'string' },
  ...Object.fromEntries(POINT_KINDS.map((kind) => [kind, objectOf({ dataPoints: { type: 'array' } })])),
});

/** All faults of a request down to its lists of data points, which are validated one by one. */
export const requestFaults = schemaValidator(
  objectOf({
    resourceMetrics: listOf(
      objectOf({
        resource: objectOf({ attributes: ATTRIBUTES }),
        scopeMetrics: listOf(objectOf({ metrics: listOf(METRIC) })),
      }),
    ),
  }),
);

/** All faults of a data point of any kind. */
export const pointFaults = schemaValidator(
  objectOf({
    attributes: ATTRIBUTES,
    timeUnixNano: UNSIGNED,
    flags: { type: 'integer' },
    asInt: WHOLE,
    asDouble: NUMBER,
    count: UNSIGNED,
    sum: NUMBER,
  }),
);

/** Fields of other names are ignored, as the OTLP specification wants it. */
function objectOf(properties: Record<string, object>): Record<string, unknown> {
  return { type: 'object', properties };
}

function listOf(items: object): Record<string, unknown> {
  return { type: 'array', items };
}
