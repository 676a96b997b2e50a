import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { LogTailer } from '../../platform/event-log/log-tailer.js';
import { RunStore, type Run } from './run-store.js';

/** Waits for a run to finish, woken by the log. */
@Injectable()
export class RunAwaiter {
  constructor(
    private readonly runs: RunStore,
    private readonly tailer: LogTailer,
  ) {}

  /** The run, finished if that happened within the time, otherwise as it is then. */
  async finished(tenant: string, id: string, seconds: number): Promise<Run | undefined> {
    const answered = new AbortController();
    const end = sleep(seconds * 1000, undefined, { signal: answered.signal }).catch(() => undefined);
    const deadline = performance.now() + seconds * 1000;
    let wake: () => void = () => undefined;
    const unfollow = await this.tailer.follow(tenant, () => {
      wake();
    });
    try {
      for (;;) {
        const grown = new Promise<void>((resolve) => (wake = resolve));
        const run = await this.runs.find(tenant, id);
        if (performance.now() >= deadline || run?.status === 'completed' || run?.status === 'failed') return run;
        await Promise.race([grown, end]);
      }
    } finally {
      unfollow();
      answered.abort();
    }
  }
}
