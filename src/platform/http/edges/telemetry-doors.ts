/** The routes that take telemetry in. They push back by themselves (503), so other limits leave them alone. */
export const TELEMETRY_DOORS: ReadonlySet<string> = new Set(['/telemetry/ingest', '/api/v2/write', '/v1/metrics']);
