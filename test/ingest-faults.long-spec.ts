import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ingestFaults } from './harness/ingest-faults/ingest-faults.js';
import { IngestSite } from './harness/ingest-faults/ingest-site.js';

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);
/** How many faults: INGEST_FAULTS. */
const ROUNDS = Number(process.env.INGEST_FAULTS ?? 10);

describe(`ingest whose server, database and broker fail over and over (seed ${SEED})`, () => {
  let site: IngestSite;

  beforeAll(async () => {
    site = await IngestSite.start();
  });

  afterAll(async () => {
    await site.stop();
  });

  it(
    'stores what it acknowledged, and once what it was sent again',
    async () => {
      const { faults, ...counts } = await ingestFaults(site, { seed: SEED, rounds: ROUNDS });
      process.stdout.write(`${JSON.stringify({ seed: SEED, ...counts })}\n`);
      expect(faults).toEqual([]);
    },
    120_000 + ROUNDS * 30_000,
  );
});
