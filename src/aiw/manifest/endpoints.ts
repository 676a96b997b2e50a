import { DOCUMENTS } from '../documents/document-links.js';
import type { ServedRoute } from './served-routes.js';

/** One path, and the permission (or `public`) that each of its methods needs. */
export interface Endpoint {
  readonly path: string;
  readonly methods: Readonly<Record<string, string>>;
}

/** Paths whose name does not follow from their segments. */
const NAMES: Readonly<Record<string, string>> = {
  [DOCUMENTS.manifest]: 'manifest',
  [DOCUMENTS.catalog]: 'api_catalog',
  [DOCUMENTS.asyncApi]: 'asyncapi',
};

/** The routes by name, which is the path's segments joined by dots: `diff`, `telemetry.query`, `sim.sim_id`. */
export function endpointsOf(routes: readonly ServedRoute[]): Record<string, Endpoint> {
  const endpoints = new Map<string, Endpoint>();
  for (const { path, method, access } of routes.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const methods = { ...endpoints.get(nameOf(path))?.methods, [method]: access };
    endpoints.set(nameOf(path), { path, methods });
  }
  return Object.fromEntries(endpoints);
}

function nameOf(path: string): string {
  return NAMES[path] ?? path.slice(1).replace(/[{}]/g, '').replaceAll('/', '.');
}
