export const PROCESS_ROLES = ['api', 'worker', 'ingest'] as const;
/** What a process does: serve the API, run consumers and jobs, or take telemetry in. */
export type ProcessRole = (typeof PROCESS_ROLES)[number];

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The validated settings of one process. Secrets that are absent here are generated in the data directory. */
export interface Config {
  readonly production: boolean;
  readonly roles: ReadonlySet<ProcessRole>;
  readonly host: string;
  readonly port: number;
  readonly dataDirectory: string;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly mqttUrl: string | undefined;
  readonly mqttPort: number;
  /** First level of every MQTT topic, and the prefix of every queue key. */
  readonly namespace: string;
  readonly jwtSecret: string | undefined;
  readonly adminPassword: string | undefined;
  /** Whether telemetry for an unknown twin or asset creates it. */
  readonly autoCreateTwins: boolean;
  /** Days after which events are dropped, in whole weeks; undefined keeps all. */
  readonly logRetentionDays: number | undefined;
  /** Days after which samples and their rollups are dropped, in whole months; undefined keeps all. */
  readonly sampleRetentionDays: number | undefined;
  /** Folder below which file adapters read, in a folder for each tenant; undefined refuses them. */
  readonly watchDirectory: string | undefined;
  /** Patterns of the hosts that adapters may connect to; undefined permits all but link-local ones. */
  readonly adapterHosts: readonly string[] | undefined;
  /** Values of the variables `OPSTWIN_SECRET_…`, which documents name instead of writing secrets. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Most event streams that the process has open at a time. */
  readonly maxStreams: number;
  readonly logLevel: LogLevel;
}
