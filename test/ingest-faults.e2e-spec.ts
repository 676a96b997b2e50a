import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ingestFaults } from './harness/ingest-faults/ingest-faults.js';
import { IngestSite } from './harness/ingest-faults/ingest-site.js';
import { MOSQUITTO } from './harness/ingest-faults/own-broker.js';
import { SERVICES } from './harness/services.js';

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);
/** Every kind of fault once. */
const ROUNDS = 6;

if (SERVICES && !MOSQUITTO) console.warn('SKIPPED: restarts of the broker. They need Mosquitto to be installed.');

// The long form of it runs on the embedded servers.
(SERVICES ? describe : describe.skip)(`ingest whose server, database and broker fail (seed ${SEED})`, () => {
  let site: IngestSite;

  beforeAll(async () => {
    site = await IngestSite.start();
  });

  afterAll(async () => {
    await site.stop();
  });

  it('stores what it acknowledged, and once what it was sent again', async () => {
    const { faults, readings } = await ingestFaults(site, { seed: SEED, rounds: ROUNDS });
    expect(faults).toEqual([]);
    expect(readings).toBeGreaterThan(1000);
  });
});
