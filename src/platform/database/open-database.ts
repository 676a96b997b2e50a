import type { DataSource } from 'typeorm';
import type { Config } from '../config/config.js';
import { generatedSecrets } from '../config/generated-secrets.js';
import { applicationUrl } from './application-role.js';
import { createDataSource, type MigrationClass } from './data-source.js';
import { EmbeddedPostgres } from './embedded/embedded-postgres.js';
import { migrate } from './migrate.js';

/** A database with an up-to-date schema, and how to let go of it. */
export interface OpenDatabase {
  /** Connections made with it are bound by row-level security. */
  readonly url: string;
  readonly embedded: boolean;
  readonly dataSource: DataSource;
  /** Names of the migrations that opening it ran. */
  readonly migrated: readonly string[];
  close(): Promise<void>;
}

/** Opens the configured database, or starts the embedded one, and brings the schema up to date. */
export async function openDatabase(config: Config, migrations: MigrationClass[]): Promise<OpenDatabase> {
  const embedded = config.databaseUrl === undefined ? await startEmbedded(config) : undefined;
  let dataSource: DataSource | undefined;
  const close = async (): Promise<void> => {
    if (dataSource?.isInitialized === true) await dataSource.destroy();
    await embedded?.stop();
  };
  try {
    const url = await applicationUrl(config.databaseUrl ?? embedded?.url ?? '');
    dataSource = createDataSource(url, migrations);
    await dataSource.initialize();
    return { url, embedded: embedded !== undefined, dataSource, migrated: await migrate(dataSource), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startEmbedded(config: Config): Promise<EmbeddedPostgres> {
  const { databasePassword } = await generatedSecrets(config.dataDirectory);
  return EmbeddedPostgres.start(config.dataDirectory, databasePassword);
}
