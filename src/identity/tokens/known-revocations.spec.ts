import { describe, expect, it } from '@jest/globals';
import { KnownRevocations } from './known-revocations.js';

const AT = new Date('2026-11-20T05:00:00Z');
const BEFORE = new Date(AT.getTime() - 1);
const AFTER = new Date(AT.getTime() + 1);
const ADA = { tenant: 'default', subject: 'ada', roles: [], twins: undefined };

describe('KnownRevocations', () => {
  it('covers what was issued to a subject until the moment, and nothing after it', () => {
    const known = new KnownRevocations();
    expect(known.cover(ADA, BEFORE)).toBe(false);
    known.add({ tenant: 'default', kind: 'subject', id: 'ada', at: AT });
    expect([BEFORE, AT, AFTER, undefined].map((issuedAt) => known.cover(ADA, issuedAt))).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  it('keeps the latest moment, in whatever order it hears of them', () => {
    const known = new KnownRevocations();
    known.add({ tenant: 'default', kind: 'subject', id: 'ada', at: AT });
    known.add({ tenant: 'default', kind: 'subject', id: 'ada', at: BEFORE });
    expect(known.cover(ADA, AT)).toBe(true);
  });

  it('covers a session and a key for good, whenever the credential was issued', () => {
    const known = new KnownRevocations();
    known.add({ tenant: 'default', kind: 'session', id: 's', at: AT });
    known.add({ tenant: 'default', kind: 'key', id: 'k', at: AT });
    expect(known.cover({ ...ADA, session: 's' }, AFTER)).toBe(true);
    expect(known.cover({ ...ADA, key: 'k' }, AFTER)).toBe(true);
    expect(known.cover({ ...ADA, session: 'k', key: 's' }, BEFORE)).toBe(false);
  });

  it('tells tenants, kinds and names of objects apart', () => {
    const known = new KnownRevocations();
    known.add({ tenant: 'default', kind: 'subject', id: 'ada', at: AT });
    expect(known.cover({ ...ADA, tenant: 'other' }, BEFORE)).toBe(false);
    expect(known.cover({ ...ADA, subject: 'bob', session: 'ada', key: 'ada' }, BEFORE)).toBe(false);
    expect(known.cover({ ...ADA, subject: 'constructor', tenant: '__proto__' }, BEFORE)).toBe(false);
  });

  it('forgets old sessions and keys, but no subjects, whose tokens may live for any time', () => {
    const known = new KnownRevocations();
    for (const kind of ['subject', 'session', 'key'] as const) {
      known.add({ tenant: 'default', kind, id: kind, at: AT });
    }
    known.forgetBefore(AT);
    expect(known.cover({ ...ADA, session: 'session' }, AFTER)).toBe(true);
    known.forgetBefore(AFTER);
    expect(known.cover({ ...ADA, session: 'session', key: 'key' }, AFTER)).toBe(false);
    expect(known.cover({ ...ADA, subject: 'subject' }, BEFORE)).toBe(true);
  });
});
