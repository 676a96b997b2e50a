import { grouped } from '../terminal/numbers.js';
import type { ReplaySummary } from './replay-output.js';

/** A replay's outcome on one line. */
export function summaryLine(summary: ReplaySummary): string {
  const { rows, rowsBefore, rejected, skipped, seconds, interrupted, resumable } = summary;
  const rate = grouped(seconds > 0 ? rows / seconds : rows);
  const refused = rejected === undefined ? 'rejections are not told over MQTT' : `${grouped(rejected)} rejected`;
  const before = rowsBefore > 0 ? `; ${grouped(rowsBefore)} rows had been sent before` : '';
  const empty = skipped > 0 ? `; ${grouped(skipped)} rows without a value left out` : '';
  const end = interrupted ? `; interrupted${resumable ? ', the same command continues it' : ''}` : '';
  return `${grouped(rows)} rows sent in ${seconds.toFixed(1)} s (${rate} rows/s), ${refused}${empty}${before}${end}`;
}
