import { Logger } from '@nestjs/common';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ShutdownSequence } from '../../platform/lifecycle/shutdown-sequence.js';
import type { AccessRecord } from './access-record.js';
import type { AccessStore } from './access-store.js';
import { AccessWriter } from './access-writer.js';

const REFUSED = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
const record = {} as AccessRecord;

/** A writer whose database can be reached or not, what it has stored, and what it said. */
function setUp() {
  const state = { fault: undefined as Error | undefined, stored: 0, said: [] as string[] };
  const add = (records: readonly AccessRecord[]): Promise<void> => {
    if (state.fault) return Promise.reject(state.fault);
    state.stored += records.length;
    return Promise.resolve();
  };
  const say = (message: unknown): number => state.said.push(String(message));
  Logger.overrideLogger({ log: say, warn: say, error: say, debug: () => undefined });
  return { state, writer: new AccessWriter({ add } as unknown as AccessStore, new ShutdownSequence()) };
}

afterEach(() => {
  Logger.overrideLogger(false);
});

describe('AccessWriter', () => {
  it('keeps records while the database is away, says once that it loses some, and tells how many', async () => {
    const { state, writer } = setUp();
    state.fault = REFUSED;
    for (let i = 0; i < 20_007; i += 1) writer.add(record);
    await writer.flush();
    expect([state.stored, state.said.length]).toEqual([0, 1]);
    expect(state.said[0]).toMatch(/are lost from now on/);
    state.fault = undefined;
    await new Promise((resolve) => setTimeout(resolve, 1050));
    await writer.flush();
    expect(state.stored).toBe(20_000);
    expect(state.said[1]).toMatch(/written again; 7 were lost/);
  });

  it('gives up what can never be written, so that the rest can be', async () => {
    const { state, writer } = setUp();
    state.fault = new Error('no partition of relation found for row');
    writer.add(record);
    await writer.flush();
    expect(state.said[0]).toMatch(/1 access records cannot be written/);
    state.fault = undefined;
    writer.add(record);
    await writer.flush();
    expect(state.stored).toBe(1);
  });
});
