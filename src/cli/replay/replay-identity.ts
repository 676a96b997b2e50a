import { createHash } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { FileReadings } from './file/file-readings.js';
import { DEFAULTS, type ReplayOptions } from './replay-options.js';

/** Two replays are the same when they would send the same rows to the same place. */
export interface ReplayIdentity {
  readonly file: { readonly path: string; readonly size: number; readonly mtime_ms: number };
  readonly options: Readonly<Record<string, string>>;
}

export async function identify(options: ReplayOptions, readings: FileReadings): Promise<ReplayIdentity> {
  const path = await realpath(options.file);
  const { size, mtimeMs } = await stat(path);
  return {
    file: { path, size, mtime_ms: mtimeMs },
    options: { destination: destination(options), ...format(options, readings) },
  };
}

/** Where the progress of a replay lies by default: a file of its own for each user, file and destination. */
export function defaultStateFile({ file, options }: ReplayIdentity): string {
  const digest = createHash('sha256').update(JSON.stringify([userInfo().uid, file.path, options]));
  return join(tmpdir(), `opstwin-replay-${digest.digest('hex').slice(0, 16)}.json`);
}

/** What is taken from the file and how, with what was found out filled in. */
function format(options: ReplayOptions, { columns, delimiter }: FileReadings): Record<string, string> {
  const { twin, asset, time, metrics } = columns;
  return {
    twin: twin ? `column ${twin.name}` : (options.twin ?? ''),
    asset: asset ? `column ${asset.name}` : (options.asset ?? ''),
    metrics: JSON.stringify(metrics.map(({ metric, name }) => [metric, name])),
    time_column: time.name,
    time_format: `${options.timeFormat ?? 'auto'} ${options.utcOffset ?? 'Z'}`,
    delimiter,
    decimal: options.decimal ?? '.',
    header: String(options.header ?? true),
    skip_empty: String(options.skipEmpty ?? false),
  };
}

/** Without the credentials that a URL may hold: the state file is no place for them. */
function destination({ mqtt, url, namespace, tenant }: ReplayOptions): string {
  const target = new URL(mqtt ?? url ?? DEFAULTS.url);
  target.username = '';
  target.password = '';
  return mqtt === undefined
    ? target.href
    : `${target.href} ${namespace ?? DEFAULTS.namespace}/${tenant ?? DEFAULTS.tenant}`;
}
