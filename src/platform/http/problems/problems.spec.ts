import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotFoundException } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { packageRoot } from '../../config/package-root.js';
import { PROBLEMS } from './catalogue.js';
import { errorsGuide } from './errors-guide.js';
import { problemDocument } from './problem-document.js';
import { ProblemError } from './problem.error.js';
import { problemOf } from './problem-of.js';

describe('the problem catalogue', () => {
  it('is what docs/errors.md says', () => {
    expect(readFileSync(join(packageRoot(), 'docs', 'errors.md'), 'utf8')).toBe(errorsGuide());
  });

  it('holds client and server errors only, each with a title of its own', () => {
    const kinds = Object.values(PROBLEMS);
    for (const { status } of kinds) expect(status).toBeGreaterThanOrEqual(400);
    expect(new Set(kinds.map(({ title }) => title)).size).toBe(kinds.length);
  });
});

describe('problemOf', () => {
  it('keeps a problem as it is', () => {
    const problem = new ProblemError('digest-mismatch', 'another');
    expect(problemOf(problem)).toBe(problem);
  });

  it('translates the exceptions of Nest and the errors of Fastify by their status', () => {
    expect(problemOf(new NotFoundException('Cannot GET /x')).code).toBe('not-found');
    const tooLarge = Object.assign(new Error('too large'), { code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 });
    expect(problemOf(tooLarge).code).toBe('payload-too-large');
  });

  it('does not let other errors choose their status, nor show what they say', () => {
    const problem = problemOf(Object.assign(new Error('relation "app_user" does not exist'), { statusCode: 404 }));
    expect(problem.code).toBe('internal-error');
    expect(JSON.stringify(problemDocument(problem, 'req_1'))).not.toContain('app_user');
  });

  it.each([
    Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' }),
    new Error('Connection terminated unexpectedly'),
    new AggregateError([Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })]),
    new Error('query failed', { cause: Object.assign(new Error('gone'), { code: '08006' }) }),
  ])('answers an unreachable database (%s) with 503 and Retry-After', (error) => {
    const problem = problemOf(error);
    expect(problem.code).toBe('database-unavailable');
    expect(problem.headers['retry-after']).toBe('2');
  });

  it('asks to come again where others changed the same things', () => {
    const problem = problemOf(Object.assign(new Error('canceling statement due to lock timeout'), { code: '55P03' }));
    expect([problem.code, problem.headers]).toEqual(['unavailable', { 'retry-after': '1' }]);
  });

  it('knows the key that leads to no tenant', () => {
    const violation = (constraint: string) =>
      Object.assign(new Error('violates'), { driverError: Object.assign(new Error(), { code: '23503', constraint }) });
    expect(problemOf(violation('policy_tenant_fkey')).code).toBe('not-found');
    expect(problemOf(violation('asset_tenant_twin_id_fkey')).code).toBe('internal-error');
  });

  it('does not take a faulty statement for an unreachable database', () => {
    expect(problemOf(Object.assign(new Error('syntax error'), { code: '42601' })).code).toBe('internal-error');
  });
});

describe('problemDocument', () => {
  it('has the members of RFC 9457, the faults, and members of its own', () => {
    const errors = [{ pointer: '/x', code: 'type', message: 'must be number' }];
    const problem = new ProblemError('validation-failed', 'see errors', { errors, members: { oldest_cursor: '1' } });
    expect(problemDocument(problem, 'req_7')).toEqual({
      type: '/problems/validation-failed',
      title: PROBLEMS['validation-failed'].title,
      status: 422,
      detail: 'see errors',
      instance: 'req_7',
      errors,
      oldest_cursor: '1',
    });
  });
});
