import { Logger } from '@nestjs/common';
import type pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { beginAsSystem } from './connection-tenants.js';

export type MigrationClass = new () => MigrationInterface;

const logger = new Logger('Database');

/** The pool of connections. It outlives a database restart: broken idle connections are logged and replaced. */
export function createDataSource(url: string, migrations: MigrationClass[], poolSize = 16): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    migrations,
    migrationsTableName: 'migration',
    applicationName: 'opstwin',
    parseInt8: true,
    connectTimeoutMS: 5000,
    poolSize,
    poolErrorHandler: (error: Error) => {
      logger.warn(`An idle connection broke: ${error.message}`);
    },
    extra: { keepAlive: true, idleTimeoutMillis: 30_000, onConnect },
  });
}

async function onConnect(client: pg.Client): Promise<void> {
  listenForErrors(client);
  await beginAsSystem(client);
}

/**
 * Between the pool's listener and TypeORM's there is a moment without any, in which an error would end the process. Who
 * uses the connection learns of it from the next statement.
 */
function listenForErrors(client: pg.Client): void {
  client.on('error', (error: Error) => {
    logger.debug(`A connection broke: ${error.message}`);
  });
}
