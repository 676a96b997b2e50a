import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Config } from '../../config/config.js';
import { ProblemError } from '../problems/problem.error.js';

/** What every process answers, whatever its roles. */
const ALWAYS = /^\/(health|problems)(\/|$)/;
/** What a process with the role `ingest` answers besides. */
const INGEST = /^\/(telemetry\/ingest|api\/v2\/write|v1\/metrics)\/?$/;

/** Closes the routes that this process has no role for, so that a balancer's mistake shows. */
export function closeUnlessServed(adapter: FastifyAdapter, { roles }: Config): void {
  if (roles.has('api')) return;
  adapter.getInstance().addHook('onRequest', (request, _reply, done) => {
    const [path = ''] = request.url.split('?');
    const served = ALWAYS.test(path) || (roles.has('ingest') && INGEST.test(path));
    done(
      served ? undefined : new ProblemError('not-found', 'This process does not serve the API: it has other roles.'),
    );
  });
}
