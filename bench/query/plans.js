// Runs the product's own readers once each as a request does, with EXPLAIN before every statement, to show what they read.
import { applicationUrl } from '../../dist/src/platform/database/application-role.js';
import { createDataSource } from '../../dist/src/platform/database/data-source.js';
import { Database } from '../../dist/src/platform/database/database.js';
import { AggregateReader } from '../../dist/src/telemetry/query/aggregate/aggregate-reader.js';
import { aggregateWindow } from '../../dist/src/telemetry/query/aggregate/aggregate-window.js';
import { SampleReader } from '../../dist/src/telemetry/query/sample-reader.js';
import { SeriesFinder } from '../../dist/src/telemetry/query/series-finder.js';
import { RollupStates } from '../../dist/src/telemetry/rollup/rollup-states.js';

class ExplainingDatabase extends Database {
  plans = [];

  async query(sql, parameters) {
    if (/FROM (sample|rollup_\d)/.test(sql)) {
      const rows = await super.query(`EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) ${sql}`, parameters);
      this.plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
    }
    return super.query(sql, parameters);
  }
}

/** The plan of each question's statement, by its name. */
export async function plansOf(url, questions) {
  const source = await createDataSource(await applicationUrl(url), []).initialize();
  const database = new ExplainingDatabase(source);
  const finder = new SeriesFinder(database);
  const samples = new SampleReader(database);
  const aggregates = new AggregateReader(database, new RollupStates(database));
  const plans = {};
  try {
    for (const { name, choice, plan } of questions) {
      database.plans = [];
      const snapshot = (work) => database.asTenant('default', () => database.snapshot(work));
      await snapshot(async () => {
        const series = await finder.find({ tenant: 'default', ...choice });
        if (plan.kind === 'latest') await samples.latest(series);
        else if (plan.kind === 'page') await samples.page(series, plan.times, 'asc', undefined, 101);
        else {
          const ids = series.map(({ seriesId }) => seriesId);
          await aggregates.read(ids, plan.stretch, aggregateWindow(plan.window), 'avg');
        }
      });
      plans[name] = database.plans.join('\n');
    }
    return plans;
  } finally {
    await source.destroy();
  }
}

/** The tables that a plan's nodes read, those left out that were never reached. */
export function tablesRead(plan) {
  const lines = plan.split('\n').filter((line) => /Scan.* on /.test(line) && !line.includes('never executed'));
  const tables = lines.map(
    (line) => / on ((?:sample|rollup_1[mhd])(?:_\d{4}_\d\d|_before_2000|_from_2050)?)(?= |$)/.exec(line)?.[1],
  );
  return [...new Set(tables.filter((table) => table !== undefined))].sort();
}
