import { performance } from 'node:perf_hooks';
import { median } from '../ingest/median.js';
import { RARE_TYPE } from './fill.js';

/** Where in the log a page begins, as a share of its length; the last one leaves room for a whole page. */
const PLACES = { start: 0, middle: 0.5, end: 1 };
export const KINDS = {
  '100 events': { limit: 100, query: '' },
  '5,000 events': { limit: 5000, query: '' },
  '100 of a rare type': { limit: 100, query: `&types=${RARE_TYPE}`, looks: 20_000 },
};

/** Milliseconds of one page, as the median of some, by kind and place. */
export async function pageCosts(api, length, times) {
  const costs = {};
  for (const [kind, { limit, query, looks = limit }] of Object.entries(KINDS)) {
    for (const [place, share] of Object.entries(PLACES)) {
      const since = Math.max(0, Math.min(Math.floor(length * share), length - looks));
      const path = `/diff?limit=${limit}${query}&since=${String(since).padStart(16, '0')}`;
      const took = [];
      for (let i = 0; i < times + 2; i++) {
        const begun = performance.now();
        await api.text(path);
        // The first two are for the caches of the database and of the compiler.
        if (i >= 2) took.push(performance.now() - begun);
      }
      (costs[kind] ??= {})[place] = median(took);
    }
  }
  return costs;
}
