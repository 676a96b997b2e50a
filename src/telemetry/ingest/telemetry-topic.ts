import { IDENTIFIER } from '../../platform/http/validation/identifier.js';

export interface TelemetryTopic {
  readonly tenant: string;
  readonly twinId: string;
  readonly assetId: string;
}

/** The filter of all telemetry of a namespace. */
export function telemetryFilter(namespace: string): string {
  return `${namespace}/+/+/+/telemetry`;
}

/** What the levels of a telemetry topic name; undefined when its twin or asset cannot be one. */
export function readTelemetryTopic(topic: string): TelemetryTopic | undefined {
  const [, tenant = '', twinId = '', assetId = ''] = topic.split('/');
  return IDENTIFIER.test(twinId) && IDENTIFIER.test(assetId) ? { tenant, twinId, assetId } : undefined;
}
