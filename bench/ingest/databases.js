import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { EmbeddedPostgres } from '../../dist/src/platform/database/embedded/embedded-postgres.js';
import { MAIN } from './opstwin.js';

const run = promisify(execFile);

/** The server of BENCH_DATABASE_URL, or an embedded one of its own; each part gets a database of its own on it. */
export async function openServer() {
  const given = process.env.BENCH_DATABASE_URL;
  const embedded = given ? undefined : await startEmbedded();
  const url = given ?? embedded.url;
  const created = [];
  const { rows } = await query(url, 'SELECT version()');
  return {
    version: rows[0].version.replace(/ on .*/, ''),
    async create() {
      const name = `opstwin_bench_${randomBytes(6).toString('hex')}`;
      await query(url, `CREATE DATABASE ${name}`);
      created.push(name);
      const own = new URL(url);
      own.pathname = `/${name}`;
      await migrate(own.href);
      return { url: own.href, samples: () => countSamples(own.href) };
    },
    async close() {
      for (const name of created) await query(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await embedded?.stop();
    },
  };
}

async function startEmbedded() {
  const directory = await mkdtemp(join(tmpdir(), 'opstwin-bench-'));
  const server = await EmbeddedPostgres.start(directory, randomBytes(16).toString('hex'));
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The product's own schema, so that every part writes into the same form of table. */
async function migrate(url) {
  await run(process.execPath, [MAIN, 'migrate'], { env: { PATH: process.env.PATH, DATABASE_URL: url }, cwd: tmpdir() });
}

async function countSamples(url) {
  const { rows } = await query(url, 'SELECT count(*)::int AS count FROM sample');
  return rows[0].count;
}

async function query(url, statement) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}
