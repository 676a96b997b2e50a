import type { Config } from '../../platform/config/config.js';
import { BODY_LIMIT } from '../../platform/http/fastify-adapter.js';
import { DIFF_LIMITS } from '../diff/diff-limits.js';
import { SCHEMA_LIMITS } from '../schemas/domain/schema-limits.js';
import { SNAPSHOT_LIMITS } from '../snapshot/snapshot-limits.js';
import { STREAM_LIMITS } from '../subscribe/stream-limits.js';
import { STREAM_TIMES } from '../subscribe/stream-times.js';

type Settings = Pick<
  Config,
  | 'maxStreams'
  | 'logRetentionDays'
  | 'rateLimitRequests'
  | 'rateLimitAnonymous'
  | 'rateLimitIngest'
  | 'rateLimitWindowS'
>;

/** What the manifest says about how much an agent may ask for. */
export function limitsOf({ maxStreams, logRetentionDays, ...rates }: Settings): object {
  return {
    max_body_bytes: BODY_LIMIT,
    requests: {
      window_s: rates.rateLimitWindowS,
      per_window: rates.rateLimitRequests || null,
      without_credential_per_window: rates.rateLimitAnonymous || null,
      telemetry_per_window: rates.rateLimitIngest || null,
    },
    log: { kept_days: logRetentionDays ?? null },
    snapshot: {
      max_wait_for_turn_s: SNAPSHOT_LIMITS.turnMs / 1000,
      stalled_client_closed_after_s: SNAPSHOT_LIMITS.stalledMs / 1000,
      max_duration_s: SNAPSHOT_LIMITS.totalMs / 1000,
    },
    diff: {
      default_limit: DIFF_LIMITS.defaultEvents,
      max_limit: DIFF_LIMITS.maxEvents,
      max_wait_s: DIFF_LIMITS.maxWaitS,
      max_events_scanned: DIFF_LIMITS.maxScanned,
    },
    subscribe: {
      max_streams: maxStreams,
      max_unsent_bytes: STREAM_LIMITS.maxUnsentBytes,
      heartbeat_s: STREAM_TIMES.heartbeatMs / 1000,
      stalled_client_closed_after_s: STREAM_TIMES.stalledMs / 1000,
      retry_ms: STREAM_TIMES.retryMs,
    },
    schemas: {
      max_bytes: SCHEMA_LIMITS.maxBytes,
      max_depth: SCHEMA_LIMITS.maxDepth,
      max_pattern_length: SCHEMA_LIMITS.maxPatternLength,
    },
  };
}
