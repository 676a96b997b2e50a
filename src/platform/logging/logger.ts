import { pino, type Logger as PinoLogger } from 'pino';
import pretty from 'pino-pretty';
import type { Config } from '../config/config.js';

const REDACTED = ['req.headers.authorization', 'req.headers["x-api-key"]', 'password', '*.password', 'access_token'];

/** The process's logger: JSON lines in production or when piped, readable lines on a terminal. */
export function createLogger(config: Pick<Config, 'production' | 'logLevel'>): PinoLogger {
  const options = { level: config.logLevel, redact: REDACTED, base: null };
  if (config.production || !process.stdout.isTTY) return pino(options);
  return pino(options, pretty({ colorize: true, translateTime: 'HH:MM:ss.l', ignore: 'pid,hostname', sync: true }));
}
