import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { fuzz } from './ingest-fuzz/fuzz-run.js';

/** `FUZZ_COUNT` bodies from `FUZZ_SEED` on. */
const COUNT = Number(process.env.FUZZ_COUNT ?? 100_000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);

describe('the doors of ingest, given a great many damaged bodies', () => {
  let server: OpsTwinProcess;

  beforeAll(async () => {
    server = await OpsTwinProcess.start({ OPSTWIN_ROLES: 'api,ingest' });
  });

  afterAll(async () => {
    await server.stop();
  });

  it(
    `never answer with a 5xx or not at all, and store what they say that they store (${COUNT} bodies)`,
    async () => {
      const { statuses, failed, wrong, accepted, stored } = await fuzz(server, COUNT, SEED);
      process.stdout.write(`${JSON.stringify({ seed: SEED, statuses, accepted, stored })}\n`);
      expect(failed).toEqual([]);
      expect(wrong).toEqual([]);
      expect(stored).toBeLessThanOrEqual(accepted);
      expect(server.output).not.toMatch(/"level":[56]0/);
    },
    60_000 + COUNT * 20,
  );
});
