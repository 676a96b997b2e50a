import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { fuzz } from './ingest-fuzz/fuzz-run.js';

const COUNT = 3000;
const SEED = 20_261_120;

describe('the doors of ingest, given damaged bodies of every format', () => {
  let server: OpsTwinProcess;

  beforeAll(async () => {
    server = await OpsTwinProcess.start({ OPSTWIN_ROLES: 'api,ingest' });
  });

  afterAll(async () => {
    await server.stop();
  });

  it('answer each with a 2xx or a 4xx, and store what they say that they store', async () => {
    const { statuses, failed, wrong, accepted, stored } = await fuzz(server, COUNT, SEED);
    expect(failed).toEqual([]);
    expect(wrong).toEqual([]);
    expect(stored).toBeLessThanOrEqual(accepted);
    // The damage reaches every kind of answer, and leaves enough whole.
    expect(Object.keys(statuses).map(Number)).toEqual(expect.arrayContaining([200, 202, 204, 400, 415, 422]));
    expect(stored).toBeGreaterThan(COUNT / 2);
    expect(server.output).not.toMatch(/"level":[56]0/);
  });
});
