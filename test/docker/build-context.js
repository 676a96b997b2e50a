import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/**
 * The files that a Docker build would be given: those of the folder that .dockerignore lets through, with `/` between
 * the parts of a path. Knows the plain patterns, `*`, `?`, `**` and `!`.
 */
export function buildContext(root) {
  const rules = ignoreRules(root);
  const ignored = (path) => rules.reduce((out, { expression, keep }) => (expression.test(path) ? !keep : out), false);
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => !ignored(entry.name) || rules.some(({ keep }) => keep))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(root, entry.name)) : [join(root, entry.name)]))
    .map((path) => relative(root, path).split(sep).join('/'))
    .filter((path) => !ignored(path));
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** A pattern also covers everything below what it names. */
function ignoreRules(root) {
  const file = join(root, '.dockerignore');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({
      keep: line.startsWith('!'),
      expression: expressionOf(line.replace(/^!/, '').replace(/^\/|\/$/g, '')),
    }));
}

function expressionOf(pattern) {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*|\?/g, (wild) => ({ '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' })[wild]);
  return new RegExp(`^${source}(?:/.*)?$`);
}
