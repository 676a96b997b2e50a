import { describe, expect, it } from '@jest/globals';
import type { FieldFault } from '../../platform/http/problems/problem.error.js';
import type { JobContext, JobQueues } from '../../platform/queue/job-queues.js';
import type { Feasibility } from '../actions/feasibility.js';
import type { Connector } from '../connectors/connector.js';
import { ConnectorRegistry } from '../connectors/connector-registry.js';
import { ActionWorker } from './action-worker.js';
import type { ActionProgress } from './action-progress.js';

const JOB = { tenant: 'default', actionId: 'act_1', correlationId: 'req_1', causationId: 'evt_1' };
const TASK = { actionId: 'act_1', twinId: 't', target: 'a', type: 'restart', params: {} };
const FIRST: JobContext = { id: 'act_1', lastAttempt: false };
const LAST: JobContext = { id: 'act_1', lastAttempt: true };

interface Given {
  readonly act?: () => Promise<void>;
  readonly faults?: FieldFault[];
  readonly finished?: boolean;
}

/** A worker among fakes, and what it did, in order. */
function worker({ act = () => Promise.resolve(), faults = [], finished = false }: Given = {}) {
  const done: string[] = [];
  const connector: Connector = {
    type: 'restart',
    faults: () => [],
    act: () => {
      done.push('act');
      return act();
    },
    keep: () => Promise.resolve(),
  };
  const progress = {
    begin: () => Promise.resolve(finished ? undefined : TASK),
    succeed: () => Promise.resolve(void done.push('succeed')),
    fail: (_operation: unknown, _task: unknown, reason: string) => Promise.resolve(void done.push(`fail: ${reason}`)),
  };
  let run: (job: unknown, context: JobContext) => Promise<void> = () => Promise.reject(new Error('not started'));
  const queues = { work: (_queue: string, handle: typeof run) => (run = handle) };
  new ActionWorker(
    queues as unknown as JobQueues,
    progress as unknown as ActionProgress,
    { faults: () => Promise.resolve(faults) } as unknown as Feasibility,
    new ConnectorRegistry([connector]),
  ).onApplicationBootstrap();
  return { done, run: (context: JobContext) => run(JOB, context) };
}

const broken = () => Promise.reject(new Error('The broker is away'));

describe('a worker', () => {
  it('acts, then marks the action succeeded', async () => {
    const { done, run } = worker();
    await run(FIRST);
    expect(done).toEqual(['act', 'succeed']);
  });

  it('does nothing about an action that is finished', async () => {
    const { done, run } = worker({ finished: true });
    await run(FIRST);
    expect(done).toEqual([]);
  });

  it('leaves a failure to the next attempt', async () => {
    const { done, run } = worker({ act: broken });
    await expect(run(FIRST)).rejects.toThrow('The broker is away');
    expect(done).toEqual(['act']);
  });

  it('fails the action, with the reason, when the last attempt fails', async () => {
    const { done, run } = worker({ act: broken });
    await run(LAST);
    expect(done).toEqual(['act', 'fail: The broker is away']);
  });

  it('never fails an action because the database is away', async () => {
    const { done, run } = worker({ act: () => Promise.reject(new Error('Connection terminated unexpectedly')) });
    await expect(run(LAST)).rejects.toThrow('Connection terminated');
    expect(done).toEqual(['act']);
  });

  it('fails at once what cannot be carried out at all', async () => {
    const fault = { pointer: '/target', code: 'unknown-asset', message: 'there is no asset a' };
    const { done, run } = worker({ faults: [fault] });
    await run(FIRST);
    expect(done).toEqual(['fail: /target: there is no asset a']);
  });
});
