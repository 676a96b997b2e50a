import { Command, InvalidArgumentError, Option } from 'commander';
import { AccessTokens } from '../identity/tokens/access-tokens.js';
import { signingSecret } from '../identity/tokens/signing-secret.js';
import { loadConfig } from '../platform/config/load-config.js';
import { BUILT_IN_NAMES } from '../policy/permissions/roles/built-in-roles.js';
import { environment } from './environment.js';

interface TokenOptions {
  readonly role: string[];
  readonly subject: string;
  readonly tenant: string;
  readonly twins?: string[];
  readonly lifetime: number;
}

/** Mints access tokens with the secret of the server's data directory or of JWT_SECRET: whoever can read it may. */
export function tokenCommand(): Command {
  return new Command('token')
    .description('mint an access token for a role')
    .addOption(new Option('--role <role...>', 'what the token permits').choices(BUILT_IN_NAMES).makeOptionMandatory())
    .option('--subject <name>', 'on whose behalf it acts', 'cli')
    .option('--tenant <id>', 'whose data it reaches', 'default')
    .option('--twins <glob...>', 'only these twins, such as "factory_*"')
    .option('--lifetime <seconds>', 'how long it is good', lifetime, 8 * 3600)
    .action(async ({ role, subject, tenant, twins, lifetime }: TokenOptions) => {
      const tokens = new AccessTokens(await signingSecret(loadConfig(environment())));
      process.stdout.write(`${tokens.issue({ subject, tenant, roles: role, twins }, lifetime)}\n`);
    });
}

function lifetime(text: string): number {
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 1) throw new InvalidArgumentError('must be a whole number of seconds');
  return seconds;
}
