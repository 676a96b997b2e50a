import type { FuzzRequest } from './damage.js';

/**
 * The most readings that an answer says were stored. Where a format's answer holds no count, it is what was sent less
 * what was rejected.
 */
export function acceptedReadings(request: FuzzRequest, status: number, answer: string): number {
  const { accepted, event_id, partialSuccess } = answer === '' ? {} : (JSON.parse(answer) as Answer);
  if (accepted !== undefined) return accepted;
  if (status === 202) return event_id === undefined ? 0 : 1;
  if (status === 204) return request.plain.toString().split('\n').length;
  if (status === 200) return points(JSON.parse(request.plain.toString())) - (partialSuccess?.rejectedDataPoints ?? 0);
  return 0;
}

interface Answer {
  readonly accepted?: number;
  readonly event_id?: string;
  readonly partialSuccess?: { readonly rejectedDataPoints: number };
}

/** The entries of every `dataPoints` of a document. */
function points(document: unknown): number {
  if (typeof document !== 'object' || document === null) return 0;
  return Object.entries(document).reduce(
    (sum, [key, value]) => sum + (key === 'dataPoints' && Array.isArray(value) ? value.length : points(value)),
    0,
  );
}
