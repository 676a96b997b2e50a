import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../../config/config.js';
import type { Principal } from '../../access/principal.js';
import { TELEMETRY_DOORS } from '../telemetry-doors.js';
import { addressKey } from './address-key.js';
import { rateHeaders, RatePolicy, tooManyRequests, type Counted } from './rate-policy.js';
import type { ProblemError } from '../../problems/problem.error.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether the rate limits have counted the request. */
    rateCounted: boolean;
  }
}

type Settings = Pick<Config, 'rateLimitRequests' | 'rateLimitAnonymous' | 'rateLimitIngest' | 'rateLimitWindowS'>;

/** How many requests who may send: a policy for users and keys, one for addresses, and one for telemetry. */
export class RateLimits {
  private readonly requests: RatePolicy | undefined;
  private readonly anonymous: RatePolicy | undefined;
  private readonly ingest: RatePolicy | undefined;

  constructor({ rateLimitRequests, rateLimitAnonymous, rateLimitIngest, rateLimitWindowS }: Settings) {
    const policy = (name: string, quota: number): RatePolicy | undefined =>
      quota === 0 ? undefined : new RatePolicy(name, quota, rateLimitWindowS);
    this.requests = policy('default', rateLimitRequests);
    this.anonymous = policy('anonymous', rateLimitAnonymous);
    this.ingest = policy('ingest', rateLimitIngest);
  }

  /**
   * Counts a request, once, for its principal or else for its address, and sets the headers that tell about it.
   * @returns what to answer when it was one too many; undefined at once where nothing is to be counted
   */
  count(request: FastifyRequest, reply: FastifyReply): Promise<ProblemError | undefined> | undefined {
    if (request.rateCounted) return undefined;
    request.rateCounted = true;
    return this.counted(request)?.then((counted) => {
      reply.headers(rateHeaders(counted));
      return counted.over ? tooManyRequests(counted) : undefined;
    });
  }

  private counted(request: FastifyRequest): Promise<Counted> | undefined {
    const { user } = request as { user?: Principal };
    if (!user) return this.anonymous?.count(addressKey(request.ip));
    const policy = TELEMETRY_DOORS.has(request.routeOptions.url ?? '') ? this.ingest : this.requests;
    return policy?.count(`${user.tenant}\0${user.subject}`);
  }
}
