import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packageRoot } from '../config/package-root.js';

const FOLDER = join(packageRoot(), 'schemas');

let known: ReadonlyMap<string, string> | undefined;

/** Where each published schema lies, by its name: a file's name, wherever in the folder it is. */
function files(): ReadonlyMap<string, string> {
  return (known ??= found());
}

function found(): ReadonlyMap<string, string> {
  const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'));
  return new Map(paths.map((path) => [basename(path, '.json'), join(FOLDER, path)]));
}

/** Names of the published schemas, such as `telemetry.v1`, in the order of their characters. */
export function schemaNames(): string[] {
  return [...files().keys()].sort();
}

/** A published schema (JSON Schema 2020-12). @throws Error when there is none of that name */
export function readSchema(name: string): Record<string, unknown> {
  const path = files().get(name);
  if (path === undefined) throw new Error(`There is no published schema ${name}`);
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
}
