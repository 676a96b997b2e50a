import { faultText, readFaults } from '../client/problem-document.js';
import type { Reading } from './reading.js';
import type { Rejection } from './reading-sender.js';

/** Which readings of a batch the server rejected, by its answer to the batch. */
export function readIngestAnswer(body: string, readings: readonly Reading[]): Rejection[] {
  const answer: unknown = JSON.parse(body);
  const rejected: unknown =
    typeof answer === 'object' && answer !== null && 'rejected' in answer ? answer.rejected : [];
  if (!Array.isArray(rejected)) return [];
  return rejected.flatMap((item: unknown) => {
    const { index, errors } = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>;
    const reading = typeof index === 'number' ? readings[index] : undefined;
    if (!reading) return [];
    return [{ reading, reason: readFaults(errors).map(faultText).join('; ') || 'no reason given' }];
  });
}
