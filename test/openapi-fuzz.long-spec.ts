import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { fuzzApi } from './openapi-fuzz/api-fuzz-run.js';

/** `API_FUZZ_COUNT` requests from `API_FUZZ_SEED` on. */
const COUNT = Number(process.env.API_FUZZ_COUNT ?? 20_000);
const SEED = Number(process.env.API_FUZZ_SEED ?? 1);

describe('the API, asked a great many things that its OpenAPI document names, right and wrong', () => {
  let server: OpsTwinProcess;

  beforeAll(async () => {
    server = await OpsTwinProcess.start();
  });

  afterAll(async () => {
    await server.stop();
  });

  it(
    `never fails, never hangs, and takes no body that the document does not permit (${COUNT} requests)`,
    async () => {
      const { statuses, asked, operations, failed, taken } = await fuzzApi(server, COUNT, SEED);
      process.stdout.write(`${JSON.stringify({ seed: SEED, statuses, asked, operations })}\n`);
      expect(failed).toEqual([]);
      expect(taken).toEqual([]);
      expect(asked).toBeGreaterThan(operations * 0.9);
      expect(server.output).not.toMatch(/"level":[56]0/);
    },
    120_000 + COUNT * 40,
  );
});
