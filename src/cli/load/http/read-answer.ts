import { problemText, parseProblem } from '../../client/problem-document.js';
import type { LoadAnswer } from '../load-connection.js';
import type { RawResponse } from './response-parser.js';

/** Answers that another attempt may turn into a good one. */
const PASSING = new Set([408, 429]);

/** @param readings of the request, for an answer to a single reading, which does not count */
export function readAnswer({ status, body, retryAfterMs }: RawResponse, readings: number): LoadAnswer {
  if (status >= 200 && status < 300) return { status: String(status), ...counts(body, readings), waitMs: 0 };
  const refused = status < 500 && !PASSING.has(status);
  return {
    status: String(status),
    accepted: 0,
    rejected: 0,
    waitMs: retryAfterMs,
    refusal: refused ? problemText(parseProblem(status, '', body)) : undefined,
  };
}

function counts(body: string, readings: number): { accepted: number; rejected: number } {
  if (readings === 1 && !body.includes('"rejected"')) return { accepted: 1, rejected: 0 };
  const { accepted, rejected } = JSON.parse(body) as { accepted?: number; rejected?: unknown[] };
  return { accepted: accepted ?? readings, rejected: rejected?.length ?? 0 };
}
