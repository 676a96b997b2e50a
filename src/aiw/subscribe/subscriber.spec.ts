import { describe, expect, it } from '@jest/globals';
import { FakeOutlet } from './stream.fixture.js';
import { Subscriber } from './subscriber.js';

const TIMES = { heartbeatMs: 1000, stalledMs: 5000, retryMs: 1, partingMs: 1 };

function subscriber(outlet: FakeOutlet, expiresAt?: Date): Subscriber {
  return new Subscriber(outlet, 0, expiresAt, TIMES);
}

describe('Subscriber', () => {
  it('gets a sign of life when it was silent, and is told how far the log was looked at', () => {
    const outlet = new FakeOutlet();
    const client = subscriber(outlet);
    const now = performance.now();
    client.tick(now + 500, new Date());
    expect(outlet.text).toBe('');
    client.tick(now + 1500, new Date());
    expect(outlet.text).toBe(':\n\n');
    client.send({ until: 7, last: undefined, bytes: undefined }, now + 1600);
    client.tick(now + 2400, new Date());
    client.tick(now + 3000, new Date());
    client.tick(now + 4500, new Date());
    expect(outlet.text).toBe(':\n\n:\nid: 0000000000000007\n\n:\n\n');
  });

  it('is told of positions after its last event only', () => {
    const outlet = new FakeOutlet();
    const client = subscriber(outlet);
    const now = performance.now();
    client.send({ until: 3, last: 3, bytes: Buffer.from('3') }, now);
    client.tick(now + 1500, new Date());
    client.send({ until: 5, last: 4, bytes: Buffer.from('4') }, now + 1600);
    client.tick(now + 3000, new Date());
    expect(outlet.text).toBe('3:\n\n4:\nid: 0000000000000005\n\n');
  });

  it('gets no signs of life while something waits for it', () => {
    const outlet = new FakeOutlet(false);
    const client = subscriber(outlet);
    client.send({ until: 1, last: 1, bytes: Buffer.from('1') }, performance.now());
    client.tick(performance.now() + 4000, new Date());
    expect(outlet.text).toBe('1');
    outlet.take();
    client.tick(performance.now() + 4000, new Date());
    expect(outlet.text).toBe('1:\n\n');
  });

  it('ends with a word when its credential expires', () => {
    const outlet = new FakeOutlet();
    const expiresAt = new Date('2026-11-20T05:00:00Z');
    const client = subscriber(outlet, expiresAt);
    client.tick(performance.now(), new Date('2026-11-20T04:59:59Z'));
    expect(outlet.open).toBe(true);
    client.tick(performance.now(), expiresAt);
    expect(outlet.text).toBe(': the credential has expired\n\n');
  });

  it('is written nothing when its connection has closed', () => {
    const outlet = new FakeOutlet();
    const client = subscriber(outlet, new Date(0));
    outlet.open = false;
    client.send({ until: 1, last: 1, bytes: Buffer.from('1') }, performance.now());
    client.tick(performance.now() + 1e6, new Date());
    client.end('bye');
    expect(outlet.text).toBe('');
  });
});
