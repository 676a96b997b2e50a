import type { Operation } from '../../platform/event-log/operation.js';

/**
 * On whose behalf a group's effect happens: its only sender's, or, when several senders had a part in it, that of the
 * telemetry module itself.
 */
export function groupOperation(tenant: string, senders: Iterable<Operation>, correlationId: string): Operation {
  const [only, ...others] = new Set(senders);
  if (only && others.length === 0) return only;
  return { tenant, actor: 'telemetry', correlationId, causationId: null };
}
