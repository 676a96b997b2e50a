import { resolve } from 'node:path';
import { LOG_LEVELS, PROCESS_ROLES, type Config } from './config.js';
import {
  choice,
  choices,
  databaseUrl,
  flag,
  hostPatterns,
  matching,
  mqttUrl,
  portNumber,
  redisUrl,
  text,
  wholeNumber,
  type Parser,
} from './parsers.js';

/** One environment variable: what it sets, what it may hold, and what holds when it is absent. */
export interface Variable<T = unknown> {
  readonly name: string;
  readonly about: string;
  /** Said when the value does not fit; never shows the value. */
  readonly expects: string;
  /** The text that stands for an absent value; undefined when the setting may be missing. */
  readonly fallback: string | undefined;
  readonly secret?: boolean;
  readonly parse: Parser<T>;
}

type Variables = { readonly [K in Exclude<keyof Config, 'secrets'>]-?: Variable<Config[K]> };

/** Every variable with a name of its own that OpsTwin reads: the source of the loader, of `.env.example` and of the configuration guide. */
export const VARIABLES: Variables = {
  production: {
    name: 'NODE_ENV',
    about: '`production` writes JSON logs and refuses to start without `JWT_SECRET`.',
    expects: 'one of production, development, test',
    fallback: 'development',
    parse: (value) => {
      const environment = choice(['production', 'development', 'test'] as const)(value);
      return environment === undefined ? undefined : environment === 'production';
    },
  },
  roles: {
    name: 'OPSTWIN_ROLES',
    about: 'What this process does: `api` serves, `worker` runs consumers and jobs, `ingest` takes telemetry in.',
    expects: 'a comma-separated list of api, worker, ingest',
    fallback: PROCESS_ROLES.join(','),
    parse: choices(PROCESS_ROLES),
  },
  host: {
    name: 'HOST',
    about: 'Address that HTTP and the embedded MQTT broker listen on.',
    expects: 'a host name or an IP address',
    fallback: '127.0.0.1',
    parse: matching(/^[A-Za-z0-9.:-]{1,253}$/),
  },
  port: {
    name: 'PORT',
    about: 'Port of the HTTP API; `0` takes a free one.',
    expects: 'a whole number from 0 to 65535',
    fallback: '8000',
    parse: portNumber,
  },
  dataDirectory: {
    name: 'OPSTWIN_DATA_DIR',
    about: 'Folder of the embedded PostgreSQL and of generated secrets.',
    expects: 'a path',
    fallback: '.opstwin',
    parse: (value) => resolve(value),
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    about: 'PostgreSQL 15 or newer; absent: an embedded server in the data directory.',
    expects: 'a URL like postgres://user:password@host:5432/database',
    fallback: undefined,
    secret: true,
    parse: databaseUrl,
  },
  redisUrl: {
    name: 'REDIS_URL',
    about: 'Redis for the job queue; absent: the queue lives in PostgreSQL.',
    expects: 'a URL like redis://host:6379/0',
    fallback: undefined,
    secret: true,
    parse: redisUrl,
  },
  mqttUrl: {
    name: 'MQTT_URL',
    about: 'MQTT broker to take telemetry from and send commands to; absent: an embedded broker.',
    expects: 'a URL like mqtt://user:password@host:1883 or mqtts://host:8883',
    fallback: undefined,
    secret: true,
    parse: mqttUrl,
  },
  mqttPort: {
    name: 'MQTT_PORT',
    about: 'Port of the embedded MQTT broker; `0` takes a free one.',
    expects: 'a whole number from 0 to 65535',
    fallback: '18830',
    parse: portNumber,
  },
  namespace: {
    name: 'OPSTWIN_NAMESPACE',
    about: 'First level of MQTT topics and prefix of queue keys, so that several sites can share a broker.',
    expects: 'letters, digits, - and _, at most 32',
    fallback: 'opstwin',
    parse: matching(/^[A-Za-z0-9_-]{1,32}$/),
  },
  jwtSecret: {
    name: 'JWT_SECRET',
    about: 'Secret that signs access tokens (HS256); absent: generated and kept in the data directory.',
    expects: 'at least 32 characters',
    fallback: undefined,
    secret: true,
    parse: text(32),
  },
  adminPassword: {
    name: 'ADMIN_PASSWORD',
    about: 'Password of the first user, `admin`; absent: generated and printed once at first start.',
    expects: 'at least 12 characters',
    fallback: undefined,
    secret: true,
    parse: text(12),
  },
  autoCreateTwins: {
    name: 'OPSTWIN_AUTO_CREATE_TWINS',
    about: 'Whether telemetry for an unknown twin or asset creates it.',
    expects: 'true or false',
    fallback: 'true',
    parse: flag,
  },
  logRetentionDays: {
    name: 'OPSTWIN_LOG_RETENTION_DAYS',
    about: 'Days after which events are dropped from the log, in whole weeks; absent: all are kept.',
    expects: 'a whole number from 1 to 36500',
    fallback: undefined,
    parse: wholeNumber(1, 36_500),
  },
  sampleRetentionDays: {
    name: 'OPSTWIN_SAMPLE_RETENTION_DAYS',
    about: 'Days after which samples and their rollups are dropped, in whole months; absent: all are kept.',
    expects: 'a whole number from 1 to 36500',
    fallback: undefined,
    parse: wholeNumber(1, 36_500),
  },
  watchDirectory: {
    name: 'OPSTWIN_WATCH_DIR',
    about: 'Folder in which file adapters find files, in a folder for each tenant; absent: there are none.',
    expects: 'a path',
    fallback: undefined,
    parse: (value) => resolve(value),
  },
  adapterHosts: {
    name: 'OPSTWIN_ADAPTER_HOSTS',
    about: 'Hosts that adapters may connect to, `*` for any run of characters; absent: all. Never link-local ones.',
    expects: 'a comma-separated list like broker.example,*.plant.example,10.0.*',
    fallback: undefined,
    parse: hostPatterns,
  },
  maxStreams: {
    name: 'OPSTWIN_MAX_STREAMS',
    about: 'Most event streams (`/subscribe`) that this process has open at a time; further ones are answered 503.',
    expects: 'a whole number from 1 to 1000000',
    fallback: '10000',
    parse: wholeNumber(1, 1_000_000),
  },
  logLevel: {
    name: 'LOG_LEVEL',
    about: 'Least severe level that is logged.',
    expects: `one of ${LOG_LEVELS.join(', ')}`,
    fallback: 'info',
    parse: choice(LOG_LEVELS),
  },
};
