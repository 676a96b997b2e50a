import { dataSchemaOf, EVENT_TYPES } from '../../src/aiw/event-types.js';
import { readSchema } from '../../src/platform/schemas/schema-files.js';
import { schemaValidator } from '../../src/platform/schemas/schema-validator.js';

type Check = ReturnType<typeof schemaValidator>;

/** Who writes the events that suites make up; they may carry members that no schema knows, and the server's may not. */
export const TEST_ACTOR = 'a test';

interface CheckedEvent {
  readonly id: string;
  readonly type: string;
  readonly actor: string;
  readonly data: unknown;
}

/** @throws Error when an event does not fit `event.v1`, or its data not the schema of its type */
export function requireFitting(event: object): void {
  const { id, type, actor, data } = event as CheckedEvent;
  const variant = actor === TEST_ACTOR ? 'open' : 'closed';
  const known = EVENT_TYPES.some((one) => one === type);
  const faults = [
    ...checkOf('event.v1', 'closed')(event),
    ...(known
      ? checkOf(dataSchemaOf(type), variant)(data)
      : [{ pointer: '/type', message: `${type} is not announced` }]),
  ];
  if (faults.length === 0) return;
  throw new Error(
    `The event ${id} (${type}) does not fit its schema: ${JSON.stringify(faults)} ${JSON.stringify(event)}`,
  );
}

/** Data that fits the schema of a type. */
export function exampleData(type: string): object {
  const known = examples.get(type);
  if (known) return known;
  const [example] = readSchema(dataSchemaOf(type)).examples as [object];
  examples.set(type, example);
  return example;
}

const examples = new Map<string, object>();
const checks = new Map<string, Check>();

function checkOf(name: string, variant: 'open' | 'closed'): Check {
  const key = `${name} ${variant}`;
  let check = checks.get(key);
  if (!check) {
    const schema = readSchema(name);
    checks.set(key, (check = schemaValidator(variant === 'closed' ? (closed(schema) as typeof schema) : schema)));
  }
  return check;
}

/** The schema with every object that names its members closed, so that a member that nobody described is found. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, closed(part)]));
  return 'properties' in value && 'type' in value ? { additionalProperties: false, ...parts } : parts;
}
