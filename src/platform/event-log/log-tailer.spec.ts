import { describe, expect, it } from '@jest/globals';
import type { EventLog } from './event-log.js';
import type { StoredEvent } from './event.js';
import type { LogSignal } from './log-signal.js';
import { LogTailer } from './log-tailer.js';

/** A log in memory, and the signal that it gives when it grows. */
class FakeLog {
  readonly events: StoredEvent[] = [];
  reads = 0;
  /** Runs between reading the head and answering with it. */
  beforeHead: () => void = () => undefined;
  private listener: (tenant: string | undefined) => void = () => undefined;

  append(count = 1): void {
    for (let i = 0; i < count; i++) {
      const position = this.events.length + 1;
      this.events.push({ tenant: 'default', position, type: 'TwinUpdated', twinId: null, hash: '', body: '{}' });
    }
    this.listener('default');
  }

  head(tenant: string) {
    const position = this.events.length;
    this.beforeHead();
    return Promise.resolve({ tenant, position, hash: '' });
  }

  read(_: string, after: number, limit: number): Promise<StoredEvent[]> {
    this.reads += 1;
    return Promise.resolve(this.events.slice(after, after + limit));
  }

  on(listener: (tenant: string | undefined) => void): () => void {
    this.listener = listener;
    return () => undefined;
  }
}

function tailerOf(log: FakeLog): LogTailer {
  const tailer = new LogTailer(log as unknown as EventLog, log as unknown as LogSignal);
  tailer.onModuleInit();
  return tailer;
}

/** A log of the tenants of a list, which can grow. */
function tailerOfTenants(tenants: readonly string[]): { tailer: LogTailer; readings: () => number } {
  let readings = 0;
  const log = {
    heads: () => {
      readings += 1;
      return Promise.resolve(tenants.map((tenant) => ({ tenant })));
    },
  };
  return { tailer: tailerOf(Object.assign(new FakeLog(), log)), readings: () => readings };
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('LogTailer', () => {
  it('knows a tenant that was made a moment ago, and looks an unknown name up once a second', async () => {
    const tenants = ['default'];
    const { tailer, readings } = tailerOfTenants(tenants);
    expect(await tailer.knows('default')).toBe(true);
    tenants.push('new');
    expect(await tailer.knows('new')).toBe(true);
    expect(readings()).toBe(2);
    for (let i = 0; i < 10; i++) expect(await tailer.knows('unheard of')).toBe(false);
    expect(readings()).toBe(3);
  });

  it('reads growth once for all its followers, and keeps it in memory', async () => {
    const log = new FakeLog();
    const tailer = tailerOf(log);
    const calls = [0, 0];
    const stop = await tailer.follow('default', () => calls.splice(0, 1, (calls[0] ?? 0) + 1));
    await tailer.follow('default', () => calls.splice(1, 1, (calls[1] ?? 0) + 1));
    const before = log.reads;
    log.append(3);
    await settled();
    expect(calls).toEqual([1, 1]);
    const after = log.reads;
    expect(after - before).toBe(1);
    expect((await tailer.read('default', 0, 10)).map(({ position }) => position)).toEqual([1, 2, 3]);
    expect(log.reads).toBe(after);

    stop();
    log.append();
    await settled();
    expect(calls).toEqual([1, 2]);
  });

  it('does not miss what is appended while it begins', async () => {
    const log = new FakeLog();
    log.append(5);
    log.beforeHead = () => {
      log.append();
    };
    const tailer = tailerOf(log);
    expect(await tailer.head('default')).toBe(6);
  });

  it('has the newest events in memory from the start, and reads older ones from the log', async () => {
    const log = new FakeLog();
    log.append(3000);
    const tailer = tailerOf(log);
    const window = await tailer.window('default');
    const { reads } = log;
    expect(window.head).toBe(3000);
    expect((await tailer.read('default', 2000, 2)).map(({ position }) => position)).toEqual([2001, 2002]);
    expect(log.reads).toBe(reads);
    expect(window.after(1999, 2)).toBeUndefined();
    expect((await tailer.read('default', 2, 2)).map(({ position }) => position)).toEqual([3, 4]);
    expect(log.reads).toBe(reads + 1);
  });

  it('takes up growth that is told while it reads', async () => {
    const log = new FakeLog();
    const tailer = tailerOf(log);
    await tailer.head('default');
    log.append();
    log.append();
    log.append();
    await settled();
    expect(await tailer.head('default')).toBe(3);
  });
});
