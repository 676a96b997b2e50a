import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '../../platform/event-log/event.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { EventFilter, type FeedChoice } from './event-filter.js';

function principal(twins?: string[]): Principal {
  return { subject: 'agent', tenant: 'default', roles: ['agent'], twins };
}

function event(type: string, twinId: string | null): StoredEvent {
  return { tenant: 'default', position: 1, type, twinId, hash: '', body: '{}' };
}

describe('EventFilter', () => {
  it('lets everything through when nothing is asked and the credential is not limited', () => {
    const filter = new EventFilter(principal(), {});
    expect(filter.passes(event('TwinCreated', 'line_1'))).toBe(true);
    expect(filter.passes(event('PolicyPublished', null))).toBe(true);
  });

  it('gives the types asked for only', () => {
    const filter = new EventFilter(principal(), { types: ['TwinCreated', 'TwinUpdated'] });
    expect(filter.passes(event('TwinUpdated', 'line_1'))).toBe(true);
    expect(filter.passes(event('ActionQueued', 'line_1'))).toBe(false);
  });

  it('gives the twin asked for only, without the events of the tenant', () => {
    const filter = new EventFilter(principal(), { twin_id: 'line_1' });
    expect(filter.passes(event('TwinUpdated', 'line_1'))).toBe(true);
    expect(filter.passes(event('TwinUpdated', 'line_10'))).toBe(false);
    expect(filter.passes(event('PolicyPublished', null))).toBe(false);
  });

  it('keeps a limited credential to its twins and to the events of the tenant', () => {
    const filter = new EventFilter(principal(['line_*']), {});
    expect(filter.passes(event('TwinUpdated', 'line_1'))).toBe(true);
    expect(filter.passes(event('TwinUpdated', 'oven_1'))).toBe(false);
    expect(filter.passes(event('PolicyPublished', null))).toBe(true);
  });

  it('refuses a twin that the credential does not reach', () => {
    expect(() => new EventFilter(principal(['line_*']), { twin_id: 'oven_1' })).toThrow(/does not reach/);
  });

  it('has one key for all who were asked the same, in whatever order, and within the same twins', () => {
    const key = (twins: string[] | undefined, choice: FeedChoice): string =>
      new EventFilter(principal(twins), choice).key;
    expect(key(['b', 'a'], { types: ['X', 'Y'] })).toBe(key(['a', 'b', 'a'], { types: ['Y', 'X'] }));
    expect(key(['line_*'], { twin_id: 'line_1' })).toBe(key(undefined, { twin_id: 'line_1' }));
    const different = [
      key(undefined, {}),
      key([], {}),
      key(['a'], {}),
      key(['a', 'b'], {}),
      key(['a,b'], {}),
      key(undefined, { twin_id: 'a' }),
      key(undefined, { types: ['a'] }),
    ];
    expect(new Set(different).size).toBe(different.length);
  });
});
