import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Config } from '../../config/config.js';
import { limitConnections } from './connection-limits.js';
import { permitOrigins } from './cors.js';
import { countRequests } from './rate-limits/count-requests.js';
import type { RateLimits } from './rate-limits/rate-limits.js';
import { addSecurityHeaders } from './security-headers.js';

/** What every request passes before the API sees it. Headers come first, so that refusals carry them too. */
export async function guardEdges(adapter: FastifyAdapter, config: Config, limits: RateLimits): Promise<void> {
  permitOrigins(adapter, config);
  await addSecurityHeaders(adapter);
  limitConnections(adapter, config);
  countRequests(adapter, limits);
}
