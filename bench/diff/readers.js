import { performance } from 'node:perf_hooks';

const PAGE = 5000;
const COLUMNS = `position, type, twin_id, encode(hash, 'hex') AS hash, body`;

/** Ways to read the whole log once; each gives how many events it has read. */
export const READERS = {
  /** What an agent does: pages over HTTP, each parsed. */
  async diff({ api }) {
    let count = 0;
    for (let since; ;) {
      const page = JSON.parse(await api.text(pathAfter(since)));
      count += page.events.length;
      if (!page.has_more) return count;
      since = page.next_cursor;
    }
  },
  /** The same, of which only the cursor is looked at. */
  async unparsed({ api, length }) {
    for (let since; ;) {
      const text = await api.text(pathAfter(since));
      since = /"next_cursor":"(\d+)"/.exec(text)[1];
      if (text.includes('"has_more":false')) return length;
    }
  },
  /** The same rows by plain pg: one statement, fetched through a cursor. */
  async cursor({ client }) {
    await client.query('BEGIN');
    await client.query(
      `DECLARE rows NO SCROLL CURSOR FOR SELECT ${COLUMNS} FROM event_log WHERE tenant = 'default' ORDER BY position`,
    );
    let count = 0;
    for (let fetched = PAGE; fetched === PAGE; count += fetched) {
      fetched = (await client.query(`FETCH ${PAGE} FROM rows`)).rows.length;
    }
    await client.query('COMMIT');
    return count;
  },
  /** The same rows by plain pg: one SELECT for each page. */
  async select({ client }) {
    let count = 0;
    for (let after = 0; ;) {
      const { rows } = await client.query(
        `SELECT ${COLUMNS} FROM event_log WHERE tenant = 'default' AND position > $1 ORDER BY position LIMIT ${PAGE}`,
        [after],
      );
      count += rows.length;
      if (rows.length < PAGE) return count;
      after = Number(rows.at(-1).position);
    }
  },
  /** The server reads and hashes all of it again. */
  async verify({ api }) {
    const verdict = JSON.parse(await api.text('/audit/verify'));
    if (!verdict.ok) throw new Error(`The chain breaks: ${JSON.stringify(verdict)}`);
    return verdict.checked;
  },
};

/** Events per second of one pass. */
export async function rate(name, parts) {
  const begun = performance.now();
  const count = await READERS[name](parts);
  if (count !== parts.length) throw new Error(`${name} read ${count} of ${parts.length} events`);
  return (count / (performance.now() - begun)) * 1000;
}

function pathAfter(since) {
  return `/diff?limit=${PAGE}${since === undefined ? '' : `&since=${since}`}`;
}
