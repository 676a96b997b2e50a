import { describe, expect, it } from '@jest/globals';
import { firstBreak } from './chain-break.js';
import type { StoredEvent } from './event.js';
import { chainHash, GENESIS_HASH } from './hash-chain.js';

const START = { position: 0, hash: GENESIS_HASH };
const BODIES = [1, 2, 'ü', 4].map((a) => `{"data":${JSON.stringify(a)},"twin_id":"line_1","type":"TwinUpdated"}`);

function chain(bodies: readonly string[] = BODIES): StoredEvent[] {
  let hash = GENESIS_HASH;
  return bodies.map((body, i) => {
    hash = chainHash(hash, i + 1, body);
    return { tenant: 'default', position: i + 1, type: 'TwinUpdated', twinId: 'line_1', hash, body };
  });
}

function changed(i: number, change: Partial<StoredEvent>): StoredEvent[] {
  return chain().map((event, j) => (i === j ? { ...event, ...change } : event));
}

describe('firstBreak', () => {
  it('finds none in a whole chain, from the beginning or from a later point', () => {
    const events = chain();
    expect(firstBreak(events, START)).toBeUndefined();
    expect(firstBreak(events.slice(2), { position: 2, hash: events[1]?.hash ?? '' })).toBeUndefined();
    expect(firstBreak([], START)).toBeUndefined();
  });

  it('finds a changed body, a changed hash, and a gap', () => {
    expect(firstBreak(changed(1, { body: BODIES[0] ?? '' }), START)).toEqual({ position: 2, reason: 'changed' });
    expect(firstBreak(changed(2, { hash: GENESIS_HASH }), START)).toEqual({ position: 3, reason: 'changed' });
    expect(firstBreak(chain().toSpliced(1, 1), START)).toEqual({ position: 2, reason: 'missing' });
    expect(firstBreak(chain(), { position: 1, hash: GENESIS_HASH })).toEqual({ position: 2, reason: 'missing' });
  });

  it('finds a type or a twin that is not what the body says', () => {
    expect(firstBreak(changed(3, { type: 'TwinCreated' }), START)).toEqual({ position: 4, reason: 'columns' });
    expect(firstBreak(changed(0, { twinId: null }), START)).toEqual({ position: 1, reason: 'columns' });
  });

  it('finds two events that changed places', () => {
    const [first, second, ...rest] = chain();
    if (!first || !second) throw new Error('the chain is too short');
    const swapped = [{ ...second, position: 1 }, { ...first, position: 2 }, ...rest];
    expect(firstBreak(swapped, START)).toEqual({ position: 1, reason: 'changed' });
  });
});
