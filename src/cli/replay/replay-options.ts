import { DEFAULT_URL } from '../terminal/option-values.js';
import type { FileFormat } from './file/file-format.js';
import type { Speed } from './pacing.js';

/** What a replay can be told; only the file and where its readings belong is needed. */
export interface ReplayOptions extends FileFormat {
  /** A path, or `-` for standard input. */
  readonly file: string;
  /** The twin of all readings, where no column names it. */
  readonly twin?: string | undefined;
  /** The asset of all readings, where no column names it. */
  readonly asset?: string | undefined;
  readonly url?: string | undefined;
  /** The broker to publish to instead of sending over HTTP. */
  readonly mqtt?: string | undefined;
  /** The first part of the MQTT topic. */
  readonly namespace?: string | undefined;
  /** The tenant in the MQTT topic; over HTTP the token names it. */
  readonly tenant?: string | undefined;
  readonly token?: string | undefined;
  readonly speed?: Speed | undefined;
  /** Readings in a request or message. */
  readonly batch?: number | undefined;
  /** MQTT messages that may be unacknowledged at once. */
  readonly window?: number | undefined;
  /** Only the first so many rows of the file. */
  readonly limit?: number | undefined;
  /** The file to keep the progress in; one in the temporary directory of the system by default. */
  readonly state?: string | undefined;
  /** Begins anew, whatever an earlier replay got done. */
  readonly restart?: boolean | undefined;
  /** How many seconds to keep trying without any success. */
  readonly retryFor?: number | undefined;
  /** Ends the replay early, with its progress kept. */
  readonly signal?: AbortSignal | undefined;
}

export const DEFAULTS = {
  url: DEFAULT_URL,
  namespace: 'opstwin',
  tenant: 'default',
  speed: 'max',
  httpBatch: 500,
  mqttBatch: 100,
  window: 50,
  retryFor: 300,
} as const;
