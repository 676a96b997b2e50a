import { VARIABLES, type Variable } from './variables.js';

/** The text of `.env.example`: every variable, commented out, with what it sets and its default. */
export function envExample(): string {
  const entries = (Object.values(VARIABLES) as Variable[]).map(({ name, about, expects, fallback }) =>
    [`# ${about}`, `# Expects ${expects}.`, `# ${name}=${fallback ?? ''}`, ''].join('\n'),
  );
  return [
    '# Copy to .env and change what you need. OpsTwin starts without any of it.',
    '# A variable set in the environment wins over this file; an empty one counts as absent.',
    '',
    ...entries,
  ].join('\n');
}
