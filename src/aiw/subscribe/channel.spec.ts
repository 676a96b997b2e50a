import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from '../../platform/event-log/event.js';
import { RecentEvents } from '../../platform/event-log/recent-events.js';
import { EventFilter, type FeedChoice } from '../feed/event-filter.js';
import { Channel } from './channel.js';
import { FakeOutlet, settled, span, storedEvent } from './stream.fixture.js';
import { STREAM_LIMITS } from './stream-limits.js';
import { Subscriber } from './subscriber.js';

/** A log of which the newest 100 events are in memory, and a channel of it. */
class FakeLog {
  readonly events: StoredEvent[] = [];
  readonly window = new RecentEvents(0, 100);
  readonly failed: unknown[] = [];
  reads = 0;
  fault: Error | undefined;
  asked = false;
  readonly channel = new Channel({
    window: this.window,
    read: (position, limit) => {
      this.reads += 1;
      return this.fault ? Promise.reject(this.fault) : Promise.resolve(this.events.slice(position, position + limit));
    },
    ask: () => (this.asked = true),
    fail: (subscriber, error) => {
      this.failed.push(error);
      subscriber.end('interrupted');
    },
  });

  append(count: number, form: Parameters<typeof storedEvent>[1] = {}): void {
    const events = Array.from({ length: count }, (_, i) => storedEvent(this.events.length + 1 + i, form));
    this.events.push(...events);
    this.window.add(events);
    this.asked = true;
  }

  join(
    outlet: FakeOutlet,
    { position = 0, twins, ...choice }: FeedChoice & { position?: number; twins?: string[] } = {},
  ) {
    const principal = { subject: 'agent', tenant: 'default', roles: ['agent'], twins };
    return this.channel.join(new Subscriber(outlet, position, () => true), new EventFilter(principal, choice));
  }

  async rest(): Promise<void> {
    while (this.asked) {
      this.asked = false;
      this.channel.deliver();
      await settled();
    }
  }
}

let log: FakeLog;

beforeEach(() => {
  log = new FakeLog();
});

describe('Channel', () => {
  it('brings each event once and in order, from the log, from memory and as it comes', async () => {
    const outlet = new FakeOutlet();
    log.append(1000);
    log.join(outlet, { position: 3 });
    await log.rest();
    log.append(5);
    log.append(2);
    await log.rest();
    expect(outlet.positions).toEqual(span(4, 1007));
  });

  it('writes the same bytes to all who get the same, at one place of the log, in one write', async () => {
    const [one, other, third] = [new FakeOutlet(), new FakeOutlet(), new FakeOutlet()];
    log.join(one, { types: ['TwinUpdated', 'TwinCreated'] });
    log.join(other, { types: ['TwinCreated', 'TwinUpdated'] });
    log.join(third, { types: ['TwinCreated'] });
    log.append(10);
    await log.rest();
    expect(one.written).toHaveLength(1);
    expect(other.written[0]).toBe(one.written[0]);
    expect(third.written).toEqual([]);
  });

  it('leaves a client alone that has too much waiting, goes on when it has taken it, and keeps nothing for it', async () => {
    const [slow, brisk] = [new FakeOutlet(false), new FakeOutlet()];
    log.join(slow);
    log.join(brisk);
    for (let i = 0; i < 50; i++) {
      log.append(20, { size: 1000 });
      await log.rest();
    }
    expect(brisk.positions).toEqual(span(1, 1000));
    expect(slow.most).toBeLessThan(STREAM_LIMITS.maxUnsentBytes + STREAM_LIMITS.maxWriteBytes);
    const { reads } = log;
    log.append(1);
    await log.rest();
    expect(log.reads).toBe(reads);
    while (slow.positions.length < 1001) {
      slow.take();
      await log.rest();
    }
    expect(slow.positions).toEqual(span(1, 1001));
    expect(slow.most).toBeLessThan(STREAM_LIMITS.maxUnsentBytes + STREAM_LIMITS.maxWriteBytes);
  });

  it('reads smaller pages for a client that takes little at a time', async () => {
    const slow = new FakeOutlet(false);
    log.append(3000, { size: 20_000 });
    log.join(slow);
    await log.rest();
    for (let i = 0; i < 100; i++) {
      slow.take();
      await log.rest();
    }
    expect(slow.positions).toEqual(span(1, slow.positions.length));
    expect(slow.positions.length).toBeGreaterThan(1000);
    expect(slow.positions.length / log.reads).toBeGreaterThan(STREAM_LIMITS.smallestPage / 2);
  });

  it('brings an event that is larger than a write by itself', async () => {
    const outlet = new FakeOutlet();
    log.join(outlet);
    log.append(1);
    log.append(1, { size: 3 * STREAM_LIMITS.maxWriteBytes });
    log.append(1);
    await log.rest();
    expect(outlet.positions).toEqual([1, 2, 3]);
    expect(outlet.written).toHaveLength(3);
  });

  it('says when reading fails, and stops for a client that has left', async () => {
    const [outlet, left] = [new FakeOutlet(), new FakeOutlet()];
    log.append(1000);
    log.fault = new Error('Connection terminated unexpectedly');
    log.join(outlet);
    const leave = log.join(left);
    log.channel.deliver();
    leave();
    await settled();
    expect(log.failed).toEqual([log.fault]);
    expect(outlet.text).toMatch(/interrupted/);
    log.fault = undefined;
    log.append(1);
    await log.rest();
    expect(left.text).toBe('');
  });

  it('gives everyone exactly the events of its filter, however reading, draining and joining fall together', async () => {
    const step = fc.oneof(
      fc.record({ append: fc.integer({ min: 1, max: 150 }), twin: fc.constantFrom('a_1', 'a_2', 'b_1') }),
      fc.record({
        join: fc.double({ min: 0, max: 1, noNaN: true }),
        reads: fc.boolean(),
        who: fc.integer({ min: 0, max: 3 }),
      }),
      fc.constant({ take: true }),
      fc.constant({ rest: true }),
    );
    const kinds = [{}, { twins: ['a_*'] }, { twin_id: 'b_1' }, { types: ['TwinCreated'] }];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        log = new FakeLog();
        const clients: { outlet: FakeOutlet; from: number; kind: FeedChoice & { twins?: string[] } }[] = [];
        for (const each of steps) {
          if ('append' in each) log.append(each.append, { twinId: each.twin, size: 2000 });
          else if ('join' in each) {
            const from = Math.floor(log.events.length * each.join);
            const client = { outlet: new FakeOutlet(each.reads), from, kind: kinds[each.who] ?? {} };
            clients.push(client);
            log.join(client.outlet, { position: from, ...client.kind });
          } else if ('take' in each) for (const { outlet } of clients) outlet.take();
          else await log.rest();
          if (log.asked) log.channel.deliver();
        }
        for (let round = 0; round < 50; round++) {
          await log.rest();
          for (const { outlet } of clients) outlet.take();
        }
        for (const { outlet, from, kind } of clients) {
          const { twins, ...choice } = kind;
          const filter = new EventFilter({ subject: '', tenant: '', roles: [], twins }, choice);
          const due = log.events.slice(from).filter((event) => filter.passes(event));
          expect(outlet.positions).toEqual(due.map(({ position }) => position));
        }
      }),
      { numRuns: 40 },
    );
  });
});
