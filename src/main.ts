import 'reflect-metadata';
import { program } from 'commander';
import { ConfigError } from './platform/config/config.error.js';
import { packageVersion } from './platform/config/package-version.js';
import { DataDirectoryHeldError } from './platform/database/embedded/data-directory-lock.js';
import { auditCommand } from './cli/audit/audit.command.js';
import { demoCommand } from './cli/demo/demo.command.js';
import { followCommand } from './cli/follow/follow.command.js';
import { loadCommand } from './cli/load/load.command.js';
import { replayCommand } from './cli/replay/replay.command.js';
import { migrateCommand } from './cli/migrate.command.js';
import { serveCommand } from './cli/serve.command.js';
import { tokenCommand } from './cli/token.command.js';
import { watchCommand } from './cli/watch/watch.command.js';

program
  .name('opstwin')
  .description('An operations digital twin that people and AI agents can safely act through')
  .version(packageVersion())
  .addCommand(serveCommand())
  .addCommand(migrateCommand())
  .addCommand(tokenCommand())
  .addCommand(replayCommand())
  .addCommand(loadCommand())
  .addCommand(watchCommand())
  .addCommand(followCommand())
  .addCommand(auditCommand())
  .addCommand(demoCommand());

try {
  await program.parseAsync();
} catch (error) {
  // What the user can mend needs no stack.
  const expected = error instanceof ConfigError || error instanceof DataDirectoryHeldError;
  process.stderr.write(`${expected ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exit(1);
}
