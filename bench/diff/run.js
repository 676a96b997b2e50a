// Measures /diff beside plain PostgreSQL; see bench/README.md.
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openServer } from '../ingest/databases.js';
import { median } from '../ingest/median.js';
import { fill } from './fill.js';
import { pageCosts } from './pages.js';
import { rate, READERS } from './readers.js';
import { startApi } from './server.js';
import { pageTable, rateTable } from './tables.js';

const { values } = parseArgs({
  options: {
    lengths: { type: 'string', default: '10000,100000,1000000' },
    rounds: { type: 'string', default: '3' },
    pages: { type: 'string', default: '30' },
  },
});
const lengths = values.lengths.split(',').map(Number);
const [rounds, pages] = [Number(values.rounds), Number(values.pages)];
const note = (text) => console.error(text);

const postgres = await openServer();
note(postgres.version);
try {
  const database = await postgres.create();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await measure(database, client);
  } finally {
    await client.end();
  }
} finally {
  await postgres.close();
}

/** Pages at every length of the log, and readers of all of it at the last. */
async function measure(database, client) {
  const costs = {};
  for (const length of lengths) {
    await fill(client, length);
    note(`The log has ${length.toLocaleString('en')} events`);
    // A fresh process each time, which has nothing of the log in memory.
    const api = await startApi(database);
    try {
      costs[length] = await pageCosts(api, length, pages);
      if (length < lengths.at(-1)) continue;
      console.log(pageTable(costs));
      const events = await countEvents(client);
      console.log(rateTable(await rates({ api, client, length: events }), events));
    } finally {
      await api.stop();
    }
  }
}

/** The product may have written of its own at its first start. */
async function countEvents(client) {
  const { rows } = await client.query('SELECT count(*)::int AS count FROM event_log');
  return rows[0].count;
}

/** The readers take turns, so that what else the machine does hits all alike. */
async function rates(parts) {
  const results = Object.fromEntries(Object.keys(READERS).map((name) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const name of Object.keys(READERS)) {
      const found = await rate(name, parts);
      note(`  ${name.padEnd(8)} ${Math.round(found).toLocaleString('en').padStart(10)} events/s`);
      results[name].push(found);
    }
  }
  return Object.fromEntries(Object.entries(results).map(([name, found]) => [name, median(found)]));
}
