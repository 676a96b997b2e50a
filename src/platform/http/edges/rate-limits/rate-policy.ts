import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ProblemError } from '../../problems/problem.error.js';

/** Where a client is in a window after one request of it was counted. */
export interface Counted {
  readonly policy: RatePolicy;
  /** Requests that are left in the window. */
  readonly remaining: number;
  /** Seconds until the window ends, at least 1. */
  readonly resetS: number;
  /** Whether this request was one too many. */
  readonly over: boolean;
}

/** A quota of requests in each window of time, for each client; counted in this process. */
export class RatePolicy {
  private readonly limiter: RateLimiterMemory;
  /** The value of `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10, 3). */
  readonly header: string;

  /**
   * @param quota requests in a window, at least 1
   * @param windowS length of a window in seconds; a client's begins at its first request
   */
  constructor(
    readonly name: string,
    quota: number,
    windowS: number,
  ) {
    this.limiter = new RateLimiterMemory({ points: quota, duration: windowS, keyPrefix: '' });
    this.header = `"${name}";q=${quota};w=${windowS}`;
  }

  async count(client: string): Promise<Counted> {
    try {
      return this.counted(await this.limiter.consume(client), false);
    } catch (error) {
      if (error instanceof RateLimiterRes) return this.counted(error, true);
      throw error;
    }
  }

  private counted({ remainingPoints, msBeforeNext }: RateLimiterRes, over: boolean): Counted {
    return { policy: this, remaining: remainingPoints, resetS: Math.max(1, Math.ceil(msBeforeNext / 1000)), over };
  }
}

/** The headers that tell a client where it is (draft-ietf-httpapi-ratelimit-headers-10). */
export function rateHeaders({ policy, remaining, resetS }: Counted): Record<string, string> {
  return { 'ratelimit-policy': policy.header, ratelimit: `"${policy.name}";r=${remaining};t=${resetS}` };
}

/** What a request that was one too many is answered. */
export function tooManyRequests({ policy, resetS }: Counted): ProblemError {
  return new ProblemError('too-many-requests', `The quota of the policy "${policy.name}" is used up.`, {
    headers: { 'retry-after': String(resetS) },
  });
}
