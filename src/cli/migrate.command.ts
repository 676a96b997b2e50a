import { Command } from 'commander';
import { loadConfig } from '../platform/config/load-config.js';
import { environment } from './environment.js';

export function migrateCommand(): Command {
  return new Command('migrate').description('bring the database schema up to date and exit').action(async () => {
    const [{ MIGRATIONS }, { openDatabase }] = await Promise.all([
      import('../../migrations/index.js'),
      import('../platform/database/open-database.js'),
    ]);
    const database = await openDatabase(loadConfig(environment()), MIGRATIONS);
    const done = database.migrated;
    await database.close();
    const words = done.length === 0 ? 'The schema is up to date.' : `Ran ${done.length} migrations: ${done.join(', ')}`;
    process.stdout.write(`${words}\n`);
  });
}
