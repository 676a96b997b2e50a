import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../../platform/http/access/principal.js';
import { IDENTIFIER } from '../../platform/http/validation/identifier.js';
import type { AccessRecord } from './access-record.js';

const LOGIN = '/auth/login';
const LONGEST_NAME = 256;
const LONGEST_PATH = 512;
const LONGEST_AGENT = 256;
const LONGEST_ADDRESS = 64;

/** What the recorder itself adds to what the request tells. */
export interface Circumstances {
  readonly id: string;
  readonly at: Date;
  readonly problem: string | null;
}

/** The pattern of the path that was asked for; null when none is served there. */
export function routeOf(request: FastifyRequest): string | null {
  return request.is404 ? null : (request.routeOptions.url ?? null);
}

/** The record of a request that was answered. */
export function accessRecordOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { id, at, problem }: Circumstances,
): AccessRecord {
  const { user } = request as { user?: Principal };
  const login = user ? undefined : loginOf(request, reply);
  return {
    id,
    at,
    tenant: stored(user?.tenant ?? login?.tenant, LONGEST_NAME),
    actor: stored(user?.subject ?? login?.username, LONGEST_NAME),
    twinId: twinOf(request),
    method: request.method,
    route: routeOf(request),
    path: stored(request.url.split('?', 1)[0], LONGEST_PATH) ?? '',
    status: reply.statusCode,
    problem,
    address: stored(request.ip, LONGEST_ADDRESS) ?? '',
    userAgent: stored(request.headers['user-agent'], LONGEST_AGENT),
    requestId: request.id,
    durationMs: reply.elapsedTime,
  };
}

/** Who logs in, or tries to: the name, and the tenant once it is known that the name is good there. */
function loginOf(request: FastifyRequest, reply: FastifyReply): { username: unknown; tenant: unknown } | undefined {
  if (request.routeOptions.url !== LOGIN) return undefined;
  const { username, tenant = 'default' } = members(request.body);
  return { username, tenant: reply.statusCode < 400 ? tenant : undefined };
}

function twinOf(request: FastifyRequest): string | null {
  const { twin_id: inPath } = members(request.params);
  const { twin_id: inQuery } = members(request.query);
  const { twin_id: inBody } = members(request.body);
  const named = [inPath, inQuery, inBody].find((twin) => typeof twin === 'string' && IDENTIFIER.test(twin));
  return (named as string | undefined) ?? null;
}

function members(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** A text as PostgreSQL can keep it, cut to a length; null for what is no text. */
function stored(text: unknown, longest: number): string | null {
  return typeof text === 'string' ? text.slice(0, longest).replaceAll('\0', '\u{FFFD}').toWellFormed() : null;
}
