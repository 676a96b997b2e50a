import { DEFAULT_URL } from '../terminal/option-values.js';

/** What a load can be told. */
export interface LoadOptions {
  readonly url: string;
  readonly token?: string | undefined;
  /** The broker to publish to instead of sending over HTTP. */
  readonly mqtt?: string | undefined;
  /** The first part of the MQTT topic. */
  readonly namespace: string;
  /** The tenant in the MQTT topic; over HTTP the token names it. */
  readonly tenant: string;
  readonly twin: string;
  readonly connections: number;
  /** MQTT messages that may be unacknowledged on each connection; HTTP has one request under way on each. */
  readonly window: number;
  /** Readings in a request or message. */
  readonly batch: number;
  /** One reading for each request or message, not in an array. */
  readonly single?: boolean | undefined;
  /** Metrics of each reading. */
  readonly metrics: number;
  /** Assets that send, over all connections. */
  readonly series: number;
  readonly seconds: number;
  /** Seconds before those, which are not counted. */
  readonly warmUp: number;
  /** Readings a second to offer; as many as go without it. */
  readonly rate?: number | undefined;
  /** Faults a minute to put into the values. */
  readonly faults?: number | undefined;
}

export const LOAD_DEFAULTS = {
  url: DEFAULT_URL,
  namespace: 'opstwin',
  tenant: 'default',
  twin: 'load',
  connections: 8,
  window: 50,
  batch: 500,
  metrics: 4,
  series: 100,
  seconds: 10,
  warmUp: 0,
  faults: 60,
} as const;

/** Readings of one request or message. */
export function readingsEach({ single, batch }: Pick<LoadOptions, 'single' | 'batch'>): number {
  return single ? 1 : batch;
}
