import { pino, stdSerializers, type Logger as PinoLogger, type LoggerOptions } from 'pino';
import pretty from 'pino-pretty';
import type { Config } from '../config/config.js';
import { redact, redactError, redactText } from './redact.js';

/**
 * The process's logger: JSON lines in production or when piped, readable lines on a terminal. Secrets are taken out of
 * every line. Pino's own `redact` takes paths of a known depth only; what is logged here is little enough to look through.
 */
export function createLogger(config: Pick<Config, 'production' | 'logLevel'>): PinoLogger {
  const options = { ...REDACTING, level: config.logLevel, base: null };
  if (config.production || !process.stdout.isTTY) return pino(options);
  return pino(options, pretty({ colorize: true, translateTime: 'HH:MM:ss.l', ignore: 'pid,hostname', sync: true }));
}

const REDACTING: LoggerOptions = {
  formatters: { log: (logged) => redact(logged) as Record<string, unknown> },
  serializers: { err: (error: Error) => redactError(stdSerializers.err(error)) },
  hooks: {
    logMethod(given, method) {
      const [first, ...rest] = given as unknown[];
      // Of an error by itself pino would make the message of the line, after this.
      const parts = first instanceof Error ? [{ err: first }, first.message, ...rest] : [first, ...rest];
      const safe = parts.map((part) => (typeof part === 'string' ? redactText(part) : part));
      method.apply(this, safe as Parameters<typeof method>);
    },
  },
};
