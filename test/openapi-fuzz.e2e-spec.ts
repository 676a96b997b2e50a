import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { fuzzApi } from './openapi-fuzz/api-fuzz-run.js';

const COUNT = 1500;
const SEED = 20_261_120;

describe('the API, asked everything that its OpenAPI document names, right and wrong', () => {
  let server: OpsTwinProcess;

  beforeAll(async () => {
    server = await OpsTwinProcess.start();
  });

  afterAll(async () => {
    await server.stop();
  });

  it('never fails, never hangs, and takes no body that the document does not permit', async () => {
    const { statuses, failed, taken } = await fuzzApi(server, COUNT, SEED);
    expect(failed).toEqual([]);
    expect(taken).toEqual([]);
    // The damage reaches every kind of answer, and leaves enough whole.
    expect(Object.keys(statuses).map(Number)).toEqual(expect.arrayContaining([200, 201, 400, 401, 403, 404, 422]));
    expect(server.output).not.toMatch(/"level":[56]0/);
  });
});
