import { describe, expect, it } from '@jest/globals';
import { summaryLine } from './summary-line.js';

const whole = { rows: 22_695, rowsBefore: 0, rejected: 0, skipped: 0, seconds: 2 };
const summary = { ...whole, interrupted: false, resumable: true };

describe('summaryLine', () => {
  it('tells rows, time, rate and rejections', () => {
    expect(summaryLine(summary)).toBe('22,695 rows sent in 2.0 s (11,348 rows/s), 0 rejected');
  });

  it('does not claim to know of rejections over MQTT', () => {
    expect(summaryLine({ ...summary, rejected: undefined })).toContain('rejections are not told over MQTT');
  });

  it('tells what it left out, and of no continuation where there is none', () => {
    const line = summaryLine({ ...summary, skipped: 12, interrupted: true, resumable: false });
    expect(line).toMatch(/0 rejected; 12 rows without a value left out; interrupted$/);
  });

  it('tells what came before and that it was interrupted', () => {
    expect(summaryLine({ ...summary, rowsBefore: 500, interrupted: true })).toContain(
      '; 500 rows had been sent before; interrupted, the same command continues it',
    );
  });
});
