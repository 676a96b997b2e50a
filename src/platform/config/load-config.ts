import type { Config } from './config.js';
import { ConfigError, type VariableFault } from './config.error.js';
import { VARIABLES, type Variable } from './variables.js';

/** Variables that documents name where they need a secret. */
const SECRET = /^OPSTWIN_SECRET_[A-Z0-9_]{1,64}$/;

/**
 * Reads and validates every setting from the environment given. An empty value counts as absent.
 * @throws ConfigError naming each faulty variable and what was expected of it, never its value
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const faults: VariableFault[] = [];
  const read = (variable: Variable): unknown => {
    const given = environment[variable.name] ?? '';
    const value = given === '' ? variable.fallback : given;
    if (value === undefined) return undefined;
    const parsed = variable.parse(value);
    if (parsed === undefined) faults.push({ name: variable.name, expects: variable.expects });
    return parsed;
  };

  const settings = Object.entries(VARIABLES).map(([key, variable]) => [key, read(variable as Variable)] as const);
  const config = { ...Object.fromEntries(settings), secrets: secretsOf(environment) } as unknown as Config;

  if (config.production && config.jwtSecret === undefined && !faults.some((fault) => fault.name === 'JWT_SECRET')) {
    faults.push({ name: 'JWT_SECRET', expects: `${VARIABLES.jwtSecret.expects} when NODE_ENV is production` });
  }
  faults.push(...missingTogether(config, faults));
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(config);
}

/** Without the issuer and the audience, tokens of a provider would be taken that were given for others. */
const TOGETHER = ['jwksUrl', 'jwksIssuer', 'jwksAudience'] as const;

function missingTogether(config: Config, faults: readonly VariableFault[]): VariableFault[] {
  if (TOGETHER.every((key) => config[key] === undefined)) return [];
  return TOGETHER.filter((key) => config[key] === undefined)
    .map((key) => VARIABLES[key])
    .filter(({ name }) => !faults.some((fault) => fault.name === name))
    .map(({ name, expects }) => ({ name, expects }));
}

function secretsOf(environment: Readonly<Record<string, string | undefined>>): ReadonlyMap<string, string> {
  const given = Object.entries(environment).filter(([name, value]) => SECRET.test(name) && value);
  return new Map(given.map(([name, value = '']) => [name, value]));
}
