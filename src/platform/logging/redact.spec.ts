import { describe, expect, it } from '@jest/globals';
import { redact, redactError, redactText } from './redact.js';

describe('redact', () => {
  it.each([
    'authorization',
    'Authorization',
    'x-api-key',
    'apiKey',
    'cookie',
    'set-cookie',
    'password',
    'databasePassword',
    'refresh_token',
    'code',
    'key',
    'secret',
    'clientSecret',
    'token',
  ])('hides %s, however deep it is', (name) => {
    const logged = redact({ a: [{ b: { [name]: 'hunter2' } }], shown: 1 });
    expect(JSON.stringify(logged)).not.toContain('hunter2');
    expect(logged).toMatchObject({ shown: 1 });
  });

  it('leaves what is no secret, and what it is given, as they are', () => {
    const given = { twin_id: 'line_1', count: 3, at: new Date(0), password: 'hunter2', nothing: null };
    expect(redact(given)).toEqual({ ...given, password: '[redacted]' });
    expect(given.password).toBe('hunter2');
  });

  it('ends on an object that holds itself', () => {
    const ring: Record<string, unknown> = {};
    ring.ring = ring;
    expect(() => redact(ring)).not.toThrow();
  });
});

describe('redactText', () => {
  it.each([
    ['GET /subscribe?since=1&token=hunter2&types=a', 'GET /subscribe?since=1&token=[redacted]&types=a'],
    ['/auth/callback?code=hunter2', '/auth/callback?code=[redacted]'],
    ['authorization: Bearer hunter2hunter2', 'authorization: Bearer [redacted]'],
    ['postgres://opstwin:hunter2@host:5432/db', 'postgres://opstwin:[redacted]@host:5432/db'],
    ['took eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl for it', 'took [redacted] for it'],
    ['GET /twins?limit=10 (req_1): no such twin', 'GET /twins?limit=10 (req_1): no such twin'],
  ])('makes of %s: %s', (text, shown) => {
    expect(redactText(text)).toBe(shown);
  });
});

describe('redactError', () => {
  it('keeps what tells the kind of the error, and drops the values that a statement was given', () => {
    const error = {
      message: 'duplicate key',
      stack: 'at …',
      code: '23505',
      query: 'INSERT INTO app_user VALUES ($1)',
      parameters: ['hunter2'],
      driverError: {
        message: 'duplicate key',
        stack: 'at …',
        code: '23505',
        detail: 'Key (x)=(hunter2) already exists.',
      },
    };
    const shown = redactError(error);
    expect(JSON.stringify(shown)).not.toContain('hunter2');
    expect(shown).toMatchObject({ code: '23505', query: error.query, driverError: { code: '23505' } });
  });
});
