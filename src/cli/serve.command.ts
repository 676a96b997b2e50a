import { Command } from 'commander';
import type { Logger } from 'pino';
import { loadConfig } from '../platform/config/load-config.js';
import { createLogger } from '../platform/logging/logger.js';
import type { RunningServer } from '../server.js';
import { environment } from './environment.js';
import { welcome } from './welcome.js';

/** Past this, what still runs is cut off: an orchestrator would kill the process anyway. */
const SHUTDOWN_MS = 10_000;

export function serveCommand(): Command {
  return new Command('serve').description('start OpsTwin and serve until it is told to stop').action(serve);
}

async function serve(): Promise<void> {
  const config = loadConfig(environment());
  const logger = createLogger(config);
  // Only this command needs the whole server: the others start in half the time without it.
  const { startServer } = await import('../server.js');
  const server = await startServer(config, logger);
  closeOnSignal(server, logger);
  process.stdout.write(welcome(server));
  logger.info({ url: server.url, mqtt: server.mqttUrl }, 'OpsTwin serves');
}

/** The first signal closes in order; the second, or the end of the time, cuts off. */
function closeOnSignal(server: RunningServer, logger: Logger): void {
  let closing = false;
  const close = (signal: NodeJS.Signals): void => {
    if (closing) process.exit(1);
    closing = true;
    logger.info({ signal }, 'Shutting down');
    setTimeout(() => {
      logger.error(`Not closed after ${SHUTDOWN_MS} ms; what still runs is cut off`);
      process.exit(1);
    }, SHUTDOWN_MS).unref();
    server.close().then(
      () => {
        logger.info('Closed');
        process.exit(0);
      },
      (error: unknown) => {
        logger.error({ err: error }, 'Closing failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
}
