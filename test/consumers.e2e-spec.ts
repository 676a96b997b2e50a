import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Injectable, Module, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MIGRATIONS } from '../migrations/index.js';
import { ClockModule } from '../src/platform/clock/clock.module.js';
import type { Config } from '../src/platform/config/config.js';
import { ConfigModule } from '../src/platform/config/config.module.js';
import { loadConfig } from '../src/platform/config/load-config.js';
import { Database } from '../src/platform/database/database.js';
import { DatabaseModule } from '../src/platform/database/database.module.js';
import { openDatabase, type OpenDatabase } from '../src/platform/database/open-database.js';
import { ConsumerRunner } from '../src/platform/event-log/consumers/consumer-runner.js';
import { DeadLetters } from '../src/platform/event-log/consumers/dead-letters.js';
import { LogConsumer, type DurableConsumer } from '../src/platform/event-log/consumers/log-consumer.decorator.js';
import { EventLog } from '../src/platform/event-log/event-log.js';
import { EventLogModule } from '../src/platform/event-log/event-log.module.js';
import type { LoggedEvent } from '../src/platform/event-log/event.js';
import { LifecycleModule } from '../src/platform/lifecycle/lifecycle.module.js';
import { Rounds } from '../src/platform/lifecycle/rounds.js';
import { ShutdownSequence } from '../src/platform/lifecycle/shutdown-sequence.js';
import { TEST_OPERATION, testEvent } from './harness/log-writer.js';
import { ownServices, type OwnServices } from './harness/services.js';
import { waitFor } from './harness/wait-for.js';

/** Which events the consumers fail at, by the `name` in their data, and how. */
const faults = new Map<unknown, () => Error>();

@Injectable()
abstract class RecordingConsumer implements DurableConsumer {
  protected abstract readonly name: string;

  constructor(private readonly database: Database) {}

  async consume({ id, data }: LoggedEvent): Promise<void> {
    await this.database.execute('INSERT INTO consumed (consumer, event_id, name) VALUES ($1, $2, $3)', [
      this.name,
      id,
      data.name,
    ]);
    const fault = faults.get(`${this.name}:${String(data.name)}`);
    if (fault) throw fault();
  }
}

@LogConsumer({ name: 'test.first', events: ['TwinUpdated'] })
@Injectable()
class FirstConsumer extends RecordingConsumer {
  protected readonly name = 'test.first';
}

@LogConsumer({ name: 'test.second', events: ['TwinUpdated', 'TwinCreated'] })
@Injectable()
class SecondConsumer extends RecordingConsumer {
  protected readonly name = 'test.second';
}

@Module({ providers: [FirstConsumer, SecondConsumer] })
class ConsumersModule {}

@Module({})
class Root {}

@Module({})
class Lifecycle {}

let services: OwnServices;
let directory: string;
let config: Config;
let database: OpenDatabase;
const contexts: INestApplicationContext[] = [];

/** One process with the consumers, as far as the log is concerned. */
async function process(): Promise<INestApplicationContext> {
  const root = {
    module: Root,
    imports: [
      ConfigModule.forRoot(config),
      ClockModule,
      LifecycleModule,
      DatabaseModule.forRoot(database),
      EventLogModule,
      ConsumersModule,
    ],
  };
  const context = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
  contexts.push(context);
  return context;
}

beforeAll(async () => {
  services = await ownServices();
  directory = await mkdtemp(join(tmpdir(), 'opstwin-test-'));
  config = loadConfig({ OPSTWIN_DATA_DIR: directory, ...services.environment });
  database = await openDatabase(config, MIGRATIONS);
  await database.dataSource.query(
    'CREATE TABLE consumed (at bigint GENERATED ALWAYS AS IDENTITY, consumer text, event_id text, name text)',
  );
});

beforeEach(() => {
  faults.clear();
});

afterAll(async () => {
  for (const context of contexts) await context.close();
  await database.close();
  await services.drop();
  await rm(directory, { recursive: true, force: true });
});

/** Appends one event for each name, in one transaction. */
async function append(context: INestApplicationContext, names: readonly string[], type = 'TwinUpdated'): Promise<void> {
  const log = context.get(EventLog, { strict: false });
  await context.get(Database, { strict: false }).transaction(() => {
    log.append(TEST_OPERATION, ...names.map((name) => testEvent(type, 'line_1', { name })));
    return Promise.resolve();
  });
}

/** The names that a consumer's committed work tells of, in order. */
async function consumed(consumer: string, prefix: string): Promise<string[]> {
  const rows = await database.dataSource.query<{ name: string }[]>(
    'SELECT name FROM consumed WHERE consumer = $1 AND name LIKE $2 ORDER BY at',
    [consumer, `${prefix}%`],
  );
  return rows.map(({ name }) => name);
}

async function consumedAll(consumer: string, names: readonly string[]): Promise<void> {
  const prefix = names[0]?.split('-')[0] ?? '';
  await waitFor(`${consumer} to consume ${prefix}`, async () => {
    return (await consumed(consumer, prefix)).length >= names.length;
  });
  expect(await consumed(consumer, prefix)).toEqual(names);
}

function names(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${prefix}-${String(i).padStart(4, '0')}`);
}

describe('durable consumers', () => {
  let context: INestApplicationContext;

  beforeAll(async () => {
    context = await process();
  });

  it('get the events of their types once each, in order', async () => {
    const written = names('order', 1200);
    for (let i = 0; i < written.length; i += 100) await append(context, written.slice(i, i + 100));
    await append(context, ['order-other'], 'TwinCreated');
    await append(context, ['order-unknown'], 'PolicyPublished');
    await Promise.all([consumedAll('test.first', written), consumedAll('test.second', [...written, 'order-other'])]);
  });

  it('see nothing of what was rolled back', async () => {
    const work = context.get(Database, { strict: false }).transaction(() => {
      context
        .get(EventLog, { strict: false })
        .append(TEST_OPERATION, testEvent('TwinUpdated', 'line_1', { name: 'back-1' }));
      return Promise.reject(new Error('rolled back'));
    });
    await expect(work).rejects.toThrow('rolled back');
    await append(context, ['back-2']);
    await consumedAll('test.first', ['back-2']);
  });

  it('park an event that keeps failing, and go on; the others are not held up; a replay handles it', async () => {
    faults.set('test.first:poison-2', () => new Error('cannot digest\0this'));
    await append(context, ['poison-1', 'poison-2', 'poison-3']);
    await consumedAll('test.second', ['poison-1', 'poison-2', 'poison-3']);
    await consumedAll('test.first', ['poison-1', 'poison-3']);

    const letters = context.get(DeadLetters, { strict: false });
    const runner = context.get(ConsumerRunner, { strict: false });
    const [letter, ...rest] = await letters.list('default', 10, undefined);
    expect(rest).toEqual([]);
    expect(letter).toMatchObject({
      consumer: 'test.first',
      event_type: 'TwinUpdated',
      error: 'cannot digest\ufffdthis',
      attempts: 6,
    });
    const position = letter?.position ?? NaN;

    await expect(runner.replay('test.first', 'default', position)).rejects.toThrow('cannot digest\0this');
    expect(await letters.list('default', 10, undefined)).toHaveLength(1);
    faults.clear();
    expect(await runner.replay('test.first', 'default', position)).toBe(true);
    expect(await consumed('test.first', 'poison')).toEqual(['poison-1', 'poison-3', 'poison-2']);
    expect(await letters.list('default', 10, undefined)).toEqual([]);
    expect(await runner.replay('test.first', 'default', position)).toBe(false);
    expect(await runner.replay('test.second', 'default', position)).toBe(false);
    expect(await runner.replay('test.nobody', 'default', position)).toBe(false);
  });

  it('do not park an event for a fault that passes', async () => {
    let deadlocks = 7;
    faults.set('test.first:deadlock-1', () => {
      deadlocks -= 1;
      if (deadlocks === 0) faults.clear();
      return Object.assign(new Error('deadlock detected'), { code: '40P01' });
    });
    await append(context, ['deadlock-1', 'deadlock-2']);
    await consumedAll('test.first', ['deadlock-1', 'deadlock-2']);
    expect(deadlocks).toBe(0);
    expect(await context.get(DeadLetters, { strict: false }).list('default', 10, undefined)).toEqual([]);
  });

  it('react within milliseconds', async () => {
    await append(context, ['warm-1']);
    await consumedAll('test.first', ['warm-1']);
    const begun = performance.now();
    await append(context, ['quick-1']);
    await waitFor('the reaction', async () => (await consumed('test.first', 'quick')).length > 0, { everyMs: 5 });
    expect(performance.now() - begun).toBeLessThan(500);
  });

  it('lose nothing and do nothing twice when their locks, their connections and their processes go', async () => {
    const second = await process();
    const written = names('moving', 300);
    for (const [i, name] of written.entries()) {
      await append(second, [name]);
      if (i % 60 === 30) {
        // Only the user that it connected as may end the application's connections.
        await database.dataSource.query(
          `BEGIN; SET LOCAL ROLE NONE; SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE application_name IN ('opstwin-locks', 'opstwin-listen') AND datname = current_database(); COMMIT`,
        );
      }
      if (i === 150) await context.close();
      if (i % 10 === 0) await sleep(5);
    }
    await consumedAll('test.first', written);
    await consumedAll('test.second', written);
  });
});

describe('at start', () => {
  it('two consumers of one name, and one without events, are refused', async () => {
    @LogConsumer({ name: 'test.first', events: ['TwinUpdated'] })
    class Twin extends FirstConsumer {}
    @LogConsumer({ name: 'test.idle', events: [] })
    class Idle extends FirstConsumer {}
    await expect(startWith(Twin)).rejects.toThrow('named test.first');
    await expect(startWith(Idle)).rejects.toThrow('names no event type');
  });

  /** Starts with one consumer more, and closes what a refused start has opened. */
  async function startWith(consumer: Type): Promise<void> {
    const shutdown = new ShutdownSequence();
    const lifecycle = {
      module: Lifecycle,
      global: true,
      providers: [{ provide: ShutdownSequence, useValue: shutdown }, Rounds],
      exports: [ShutdownSequence, Rounds],
    };
    const root = {
      module: Root,
      imports: [
        ConfigModule.forRoot(config),
        ClockModule,
        lifecycle,
        DatabaseModule.forRoot(database),
        EventLogModule,
        ConsumersModule,
      ],
      providers: [consumer],
    };
    try {
      await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
    } finally {
      await shutdown.beforeApplicationShutdown();
      await shutdown.onApplicationShutdown();
    }
  }
});
