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
  /** Where an OpenID provider publishes its keys; undefined takes no tokens but our own. */
  readonly jwksUrl: string | undefined;
  readonly jwksIssuer: string | undefined;
  readonly jwksAudience: string | undefined;
  /** Claims of the provider's tokens, by name or path. */
  readonly subjectClaim: string;
  readonly rolesClaim: string;
  readonly tenantClaim: string | undefined;
  readonly twinsClaim: string | undefined;
  /** Pairs of the provider's role and ours; undefined takes the provider's names for ours. */
  readonly rolesMap: readonly (readonly [string, string])[] | undefined;
  readonly adminPassword: string | undefined;
  /** Failed logins of an account, and of an address, after which further ones have to wait. */
  readonly loginAccountFailures: number;
  readonly loginAddressFailures: number;
  /** Minutes for which failed logins are remembered. */
  readonly loginWindowMinutes: number;
  /** Days for which it is kept how users logged in. */
  readonly loginHistoryDays: number;
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
  /** Origins of the pages that may call the API from a browser; undefined: none but its own. */
  readonly corsOrigins: readonly string[] | undefined;
  /** Addresses and networks of proxies that are believed what they say about the client; undefined: none. */
  readonly trustProxy: readonly string[] | undefined;
  /** Most connections that the HTTP server has open at a time. */
  readonly maxConnections: number;
  /** Seconds in which a client must have sent the head of a request. */
  readonly headersTimeoutS: number;
  /** Seconds in which a client must have sent a whole request. */
  readonly requestTimeoutS: number;
  /** Seconds for which an idle connection is kept for a next request. */
  readonly keepAliveS: number;
  /** Requests of one user or key in a window; 0 does not limit them. */
  readonly rateLimitRequests: number;
  /** Requests without a valid credential of one address in a window; 0 does not limit them. */
  readonly rateLimitAnonymous: number;
  /** Requests of one user or key at the doors of telemetry in a window; 0 does not limit them. */
  readonly rateLimitIngest: number;
  /** Length of the window of the limits above, in seconds. */
  readonly rateLimitWindowS: number;
  /** Whether reads that succeed are in the audit trail too. */
  readonly auditReads: boolean;
  /** Days after which access records are dropped, in whole months. */
  readonly auditRetentionDays: number;
  readonly logLevel: LogLevel;
}
