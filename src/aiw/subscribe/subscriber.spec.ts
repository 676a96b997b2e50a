import { describe, expect, it } from '@jest/globals';
import { FakeOutlet } from './stream.fixture.js';
import { Subscriber } from './subscriber.js';

const TIMES = { heartbeatMs: 1000, stalledMs: 5000, retryMs: 1, partingMs: 1 };

function subscriber(outlet: FakeOutlet, holds = () => true): Subscriber {
  return new Subscriber(outlet, 0, holds, TIMES);
}

describe('Subscriber', () => {
  it('gets a sign of life when it was silent, and is told how far the log was looked at', () => {
    const outlet = new FakeOutlet();
    const client = subscriber(outlet);
    const now = performance.now();
    client.tick(now + 500);
    expect(outlet.text).toBe('');
    client.tick(now + 1500);
    expect(outlet.text).toBe(':\n\n');
    client.send({ until: 7, last: undefined, bytes: undefined }, now + 1600);
    client.tick(now + 2400);
    client.tick(now + 3000);
    client.tick(now + 4500);
    expect(outlet.text).toBe(':\n\n:\nid: 0000000000000007\n\n:\n\n');
  });

  it('is told of positions after its last event only', () => {
    const outlet = new FakeOutlet();
    const client = subscriber(outlet);
    const now = performance.now();
    client.send({ until: 3, last: 3, bytes: Buffer.from('3') }, now);
    client.tick(now + 1500);
    client.send({ until: 5, last: 4, bytes: Buffer.from('4') }, now + 1600);
    client.tick(now + 3000);
    expect(outlet.text).toBe('3:\n\n4:\nid: 0000000000000005\n\n');
  });

  it('gets no signs of life while something waits for it', () => {
    const outlet = new FakeOutlet(false);
    const client = subscriber(outlet);
    client.send({ until: 1, last: 1, bytes: Buffer.from('1') }, performance.now());
    client.tick(performance.now() + 4000);
    expect(outlet.text).toBe('1');
    outlet.take();
    client.tick(performance.now() + 4000);
    expect(outlet.text).toBe('1:\n\n');
  });

  it('ends with a word when its credential does', () => {
    const outlet = new FakeOutlet();
    let good = true;
    const client = subscriber(outlet, () => good);
    client.tick(performance.now());
    expect(outlet.open).toBe(true);
    good = false;
    client.tick(performance.now());
    expect(outlet.text).toBe(': the credential has ended\n\n');
  });

  it('is written nothing when its connection has closed', () => {
    const outlet = new FakeOutlet();
    const client = subscriber(outlet, () => false);
    outlet.open = false;
    client.send({ until: 1, last: 1, bytes: Buffer.from('1') }, performance.now());
    client.tick(performance.now() + 1e6);
    client.end('bye');
    expect(outlet.text).toBe('');
  });
});
