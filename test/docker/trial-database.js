import { randomBytes } from 'node:crypto';
import pg from 'pg';

const SERVER = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** A new database on the PostgreSQL for tests, or undefined when none answers there. */
export async function trialDatabase() {
  const name = `opstwin_image_${randomBytes(6).toString('hex')}`;
  try {
    await execute(`CREATE DATABASE ${name}`);
  } catch (error) {
    if (error.code === 'ECONNREFUSED') return undefined;
    throw error;
  }
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => execute(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function execute(statement) {
  const client = new pg.Client({ connectionString: SERVER, connectionTimeoutMillis: 3000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
