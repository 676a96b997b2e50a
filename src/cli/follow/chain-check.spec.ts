import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import { chainHash, GENESIS_HASH } from '../../platform/event-log/hash-chain.js';
import type { OpsTwinEvent } from '../watch/opstwin-event.js';
import { ChainCheck, NoProof } from './chain-check.js';

const START = '0000000000000000';

function cursor(position: number): string {
  return String(position).padStart(16, '0');
}

/** Events as a server would send them, members in the order of the wire. */
function chain(count: number): OpsTwinEvent[] {
  let hash = GENESIS_HASH;
  return Array.from({ length: count }, (_, i) => {
    const content = { ts: 't', id: `evt_${i}`, type: 'TwinUpdated', data: { z: 1e21, a: ['ü\u2028', 1e-7, -0] } };
    hash = chainHash(hash, i + 1, canonicalize(content) ?? '');
    return JSON.parse(JSON.stringify({ cursor: cursor(i + 1), hash, ...content })) as OpsTwinEvent;
  });
}

describe('ChainCheck', () => {
  it('follows a chain from its beginning, and from a later point', () => {
    const events = chain(4);
    const check = new ChainCheck(START, GENESIS_HASH);
    for (const event of events) check.take(event);
    expect(check).toMatchObject({ cursor: cursor(4), hash: events[3]?.hash, proved: 4 });
    const later = new ChainCheck(cursor(2), events[1]?.hash);
    for (const event of events.slice(2)) later.take(event);
    expect(later.proved).toBe(2);
  });

  it('takes the first hash as it is when it does not know the one before, and proves from there on', () => {
    const events = chain(3);
    const check = new ChainCheck(cursor(1), undefined);
    for (const event of events.slice(1)) check.take(event);
    expect(check).toMatchObject({ hash: events[2]?.hash, proved: 1 });
  });

  it.each<[string, (event: OpsTwinEvent) => OpsTwinEvent]>([
    ['a changed value', (event) => ({ ...event, actor: 'nobody' })],
    ['a changed type', (event) => ({ ...event, type: 'TwinCreated' })],
    ['a changed hash', (event) => ({ ...event, hash: GENESIS_HASH })],
    ['a missing hash', (event) => JSON.parse(JSON.stringify({ ...event, hash: undefined })) as OpsTwinEvent],
  ])('says which event is not what was written: %s', (_, change) => {
    const [first, second] = chain(2) as [OpsTwinEvent, OpsTwinEvent];
    const check = new ChainCheck(START, GENESIS_HASH);
    check.take(first);
    expect(() => {
      check.take(change(second));
    }).toThrow(cursor(2));
    expect(check.cursor).toBe(cursor(1));
  });

  it('says what is missing, and what came twice', () => {
    const [first, , third, fourth] = chain(4) as [OpsTwinEvent, OpsTwinEvent, OpsTwinEvent, OpsTwinEvent];
    const check = new ChainCheck(START, GENESIS_HASH);
    check.take(first);
    expect(() => {
      check.take(third);
    }).toThrow('one event is missing');
    expect(() => {
      check.take(fourth);
    }).toThrow('2 events are missing');
    expect(() => {
      check.take(first);
    }).toThrow('not what follows it');
  });

  it('compares what a server says of the place that it has reached', () => {
    const [first] = chain(1) as [OpsTwinEvent];
    const check = new ChainCheck(START, GENESIS_HASH);
    check.take(first);
    check.compare(cursor(9), GENESIS_HASH);
    check.compare(cursor(1), first.hash ?? '');
    expect(() => {
      check.compare(cursor(1), GENESIS_HASH);
    }).toThrow('the log says');
  });
});

describe('NoProof', () => {
  it('only keeps its place', () => {
    const proof = new NoProof(START);
    for (const event of chain(3)) proof.take({ ...event, hash: 'anything' });
    expect(proof).toMatchObject({ cursor: cursor(3), hash: undefined, proved: 0 });
  });
});
