import { parse } from 'yaml';

const REFERENCE = /(\$\$)|\$\{([A-Z0-9_]+)(?:(:[?-])([^}]*))?\}/g;

/** The compose file as data, with its variables still in it. */
export function parseCompose(text) {
  return parse(text, { merge: true });
}

/** Every variable that the text takes from the env file, and whether it must be there. */
export function variablesIn(text) {
  const found = [...text.matchAll(REFERENCE)].filter(([, dollar]) => dollar === undefined);
  return new Map(found.map(([, , name, operator]) => [name, operator === ':?']));
}

/** A value as a container gets it, with `values` for the env file. */
export function interpolate(value, values) {
  return String(value).replace(REFERENCE, (_, dollar, name, operator, rest) => {
    if (dollar !== undefined) return '$';
    return values[name] ?? (operator === ':-' ? rest : '');
  });
}

/** The names that an env file sets. */
export function namesInEnvFile(text) {
  return [...text.matchAll(/^([A-Z0-9_]+)=/gm)].map(([, name]) => name);
}
