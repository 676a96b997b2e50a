import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Set by `npm run test:services`: the suites then use these servers instead of the embedded ones. */
export const SERVICES = process.env.TEST_SERVICES === '1';

const DATABASE = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const REDIS = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';
const MQTT = process.env.TEST_MQTT_URL ?? 'mqtt://127.0.0.1:1883';

/** What one server of a suite has to itself on shared services: a database of its own and a namespace. */
export interface OwnServices {
  readonly environment: Record<string, string>;
  drop(): Promise<void>;
}

export async function ownServices(): Promise<OwnServices> {
  if (!SERVICES) return { environment: { OPSTWIN_NAMESPACE: 'opstwin' }, drop: () => Promise.resolve() };
  const name = `opstwin_test_${randomBytes(6).toString('hex')}`;
  await maintenance(`CREATE DATABASE ${name}`);
  const url = new URL(DATABASE);
  url.pathname = `/${name}`;
  return {
    environment: { DATABASE_URL: url.href, REDIS_URL: REDIS, MQTT_URL: MQTT, OPSTWIN_NAMESPACE: name },
    drop: () => maintenance(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function maintenance(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: DATABASE });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
