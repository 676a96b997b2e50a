import { TELEMETRY_DOORS } from '../../platform/http/edges/telemetry-doors.js';

const CHANGES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const REFUSALS = new Set([401, 403, 404, 409, 412, 422, 429]);
const READS = new Set(['GET', 'HEAD']);

/** What decides whether a request is recorded. */
export interface Outcome {
  readonly method: string;
  /** The pattern of its path; null when none is served there. */
  readonly route: string | null;
  readonly status: number;
}

/**
 * Whether a request belongs into the audit trail: what changes something, telemetry that was stored aside, and what was
 * refused. A path that is not served is no resource: who looks for one is told of nothing and finds nothing.
 * @param reads whether reads that succeed belong there too
 */
export function isRecorded({ method, route, status }: Outcome, reads: boolean): boolean {
  if (route === null) return status === 429;
  if (CHANGES.has(method)) return status >= 400 || !TELEMETRY_DOORS.has(route);
  return REFUSALS.has(status) || (reads && READS.has(method) && !route.startsWith('/health'));
}
