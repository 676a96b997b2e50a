import { grouped } from '../terminal/numbers.js';
import type { LoadReport } from './load-report.js';

/** From here on the generator rather than the server may set the pace. */
const BUSY = 0.9;

/** One second of a load on one line. */
export function secondLine(second: number, report: LoadReport): string {
  const { samples_per_second: samples, readings_per_second: readings, latency_ms: ms } = report;
  const rates = `${grouped(readings).padStart(9)} readings/s ${grouped(samples).padStart(11)} samples/s`;
  const times = `p50 ${time(ms.p50)}  p99 ${time(ms.p99)}  max ${time(ms.max)}`;
  return `${String(second).padStart(5)} s ${rates}   ${times}${faults(report)}`;
}

/** The whole of a load on a few lines. */
export function summaryLines(report: LoadReport): string {
  const { latency_ms: ms, accepted_readings: readings, accepted_samples: samples, generator_busy: busy } = report;
  const unit = report.way === 'http' ? 'requests' : 'messages';
  const model =
    report.model === 'open'
      ? 'open model: from when each was due, the wait for a free connection included'
      : 'closed model: from sending to the answer; a slow server is asked less (--rate offers a fixed rate)';
  return [
    '',
    `accepted   ${grouped(readings)} readings, ${grouped(samples)} samples in ${report.seconds.toFixed(1)} s`,
    `rate       ${grouped(report.readings_per_second)} readings/s, ${grouped(report.samples_per_second)} samples/s, ` +
      `${grouped(report.requests_per_second)} ${unit}/s over ${report.connections} connections`,
    `latency    p50 ${time(ms.p50)}  p90 ${time(ms.p90)}  p99 ${time(ms.p99)}  p99.9 ${time(ms.p99_9)}  max ${time(ms.max)}`,
    `           ${model}`,
    `rejected   ${report.rejected_readings === null ? 'not told over MQTT' : grouped(report.rejected_readings)}`,
    `errors     ${errorList(report) || 'none'}`,
    `generator  busy ${(busy * 100).toFixed(0)} % of the time${busy > BUSY ? ': it may be the bottleneck itself' : ''}`,
    '',
  ].join('\n');
}

function faults(report: LoadReport): string {
  const rejected = report.rejected_readings ? `   ${grouped(report.rejected_readings)} rejected` : '';
  const errors = errorList(report);
  return rejected + (errors && `   errors: ${errors}`);
}

function errorList({ errors }: LoadReport): string {
  return Object.entries(errors)
    .map(([status, count]) => `${grouped(count)} × ${status}`)
    .join(', ');
}

/** Milliseconds with as many digits as say something. */
function time(ms: number): string {
  return `${ms.toFixed(ms < 10 ? 2 : ms < 100 ? 1 : 0)} ms`;
}
