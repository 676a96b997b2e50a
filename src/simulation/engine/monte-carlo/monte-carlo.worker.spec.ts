import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import { REFERENCE_SCENARIO } from '../scenario/reference-scenario.fixture.js';
import type { MonteCarloPlan } from './monte-carlo-plan.js';
import simulate from './monte-carlo.worker.js';
import { runMonteCarlo } from './run-monte-carlo.js';

const plan: MonteCarloPlan = { scenario: REFERENCE_SCENARIO, seed: 4, samples: 10_000 };

describe('the Monte Carlo worker', () => {
  it('answers with the outcome and posts progress', () => {
    const { port1, port2: port } = new MessageChannel();
    expect(simulate({ plan, port })).toMatchObject({ reply: { status: 'done', outcome: runMonteCarlo(plan) } });
    const posted = [1, 2, 3].map(() => receiveMessageOnPort(port1)?.message as unknown);
    expect(posted).toEqual([0.4096, 0.8192, 1]);
    port1.close();
  });

  it('stops when the flag is set', () => {
    const cancelFlag = new Int32Array(new SharedArrayBuffer(4)).fill(1);
    expect(simulate({ plan, cancelFlag })).toMatchObject({ reply: { status: 'cancelled' } });
  });

  it('answers with the failure of a run', () => {
    expect(simulate({ plan: { ...plan, seed: -1 } })).toMatchObject({
      reply: { status: 'failed', kind: 'invalid-plan' },
    });
  });
});
