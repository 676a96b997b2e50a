import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where recorded sensors lie, when they are there; the suites run without them on a simulated one. */
const RECORDED = join(
  process.env.SENSOR_DATA ?? '../shared/data',
  'nab/realKnownCause/machine_temperature_system_failure.csv',
);
const ROWS = 22_695;
const START = Date.UTC(2013, 11, 2, 21, 15);
const EVERY_MS = 300_000;

export interface SensorFile {
  readonly path: string;
  /** Rows of the file. */
  readonly rows: number;
  /** Readings that can be told apart: a sensor may have recorded a timestamp twice. */
  readonly distinct: number;
}

/** The recorded machine temperature with its known failures, or a simulated series of the same form. */
export async function sensorFile(directory: string): Promise<SensorFile> {
  const path = existsSync(RECORDED) ? RECORDED : join(directory, 'machine_temperature.csv');
  if (path !== RECORDED) await writeFile(path, simulated());
  const lines = (await readFile(path, 'utf8')).trim().split('\n').slice(1);
  return { path, rows: lines.length, distinct: new Set(lines.map((line) => line.split(',')[0])).size };
}

/** Five-minute readings around 85 with a daily swing and two failures, in which the temperature drops. */
function simulated(): string {
  let state = 42;
  const noise = (): number => {
    // A linear congruential generator (Numerical Recipes) is random enough for noise, and the same everywhere.
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32 - 0.5;
  };
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const failed = (i > 4000 && i < 4120) || (i > 17_000 && i < 17_200);
    const value = (failed ? 20 : 85) + 3 * Math.sin((2 * Math.PI * i) / 288) + 6 * noise();
    return `${new Date(START + i * EVERY_MS).toISOString().slice(0, 19).replace('T', ' ')},${value.toFixed(6)}`;
  });
  return ['timestamp,value', ...rows, ''].join('\n');
}
