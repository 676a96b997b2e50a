import { performance } from 'node:perf_hooks';
import pg from 'pg';

/** Rows of one statement or COPY, and of one commit. */
const ROWS = 5000;
const WARM_UP_S = 1;

/** Rows a second that one connection puts into the table of samples, each batch committed durably. */
export async function insertRate({ url }, insert, { seconds, series, metrics }) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const write = await insert(client);
    const batches = new Batches(series * metrics);
    await ensureMonths(client);
    await writeFor(WARM_UP_S);
    return await writeFor(seconds);

    async function writeFor(duration) {
      const begun = performance.now();
      let rows = 0;
      for (;;) {
        await write(batches.next(ROWS));
        rows += ROWS;
        const elapsed = (performance.now() - begun) / 1000;
        if (elapsed >= duration) return rows / elapsed;
      }
    }
  } finally {
    await client.end();
  }
}

/** Where the product keeps samples by month, the months have to be there. */
async function ensureMonths(client) {
  const { rowCount } = await client.query(`SELECT FROM pg_proc WHERE proname = 'make_time_partitions'`);
  if (rowCount === 0) return;
  await client.query(`SELECT make_time_partitions(ARRAY[date_trunc('month', now(), 'UTC'),
    date_trunc('month', now() + interval '1 day', 'UTC')])`);
}

/** Samples as the load makes them: the times of each series rise, a millisecond apart at least. */
class Batches {
  constructor(series) {
    this.series = series;
    this.at = Date.now();
    this.turn = 0;
  }

  /** Series ids, milliseconds since 1970 and values. */
  next(count) {
    const batch = { ids: new Array(count), times: new Array(count), values: new Array(count), count };
    for (let i = 0; i < count; i++) {
      if (this.turn === this.series) {
        this.turn = 0;
        this.at = Math.max(Date.now(), this.at + 1);
      }
      this.turn += 1;
      batch.ids[i] = this.turn;
      batch.times[i] = this.at;
      batch.values[i] = Math.round((48 + 4 * Math.random()) * 10_000) / 10_000;
    }
    return batch;
  }
}
