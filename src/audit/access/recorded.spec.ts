import { describe, expect, it } from '@jest/globals';
import { isRecorded } from './recorded.js';

function outcome(method: string, status: number, route: string | null = '/twins/:twin_id') {
  return { method, status, route };
}

describe('isRecorded', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('records every %s, whatever became of it', (method) => {
    for (const status of [200, 201, 204, 400, 413, 500, 503]) {
      expect(isRecorded(outcome(method, status), false)).toBe(true);
    }
  });

  it.each(['/telemetry/ingest', '/api/v2/write', '/v1/metrics'])(
    'leaves out what %s stored, and no refusal',
    (door) => {
      expect(isRecorded(outcome('POST', 202, door), true)).toBe(false);
      expect(isRecorded(outcome('POST', 204, door), true)).toBe(false);
      expect(isRecorded(outcome('POST', 422, door), false)).toBe(true);
      expect(isRecorded(outcome('POST', 503, door), false)).toBe(true);
    },
  );

  it.each([401, 403, 404, 409, 412, 422, 429])('records a read that is refused with %i', (status) => {
    expect(isRecorded(outcome('GET', status), false)).toBe(true);
  });

  it('records reads that succeed only when it is told to, and health never', () => {
    expect(isRecorded(outcome('GET', 200), false)).toBe(false);
    expect(isRecorded(outcome('GET', 200), true)).toBe(true);
    expect(isRecorded(outcome('GET', 200, '/health/live'), true)).toBe(false);
  });

  it('leaves out paths that are not served, but for floods of them', () => {
    expect(isRecorded(outcome('GET', 404, null), true)).toBe(false);
    expect(isRecorded(outcome('POST', 404, null), true)).toBe(false);
    expect(isRecorded(outcome('GET', 429, null), false)).toBe(true);
  });
});
