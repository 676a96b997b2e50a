import { UserError } from '../../terminal/user-error.js';
import { displayName } from './file-format.js';

/** What went wrong with reading a file, in words where it is the caller's to mend. */
export function sourceFault(file: string, error: unknown): unknown {
  const name = displayName(file);
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return new UserError(`There is no file ${name}.`);
  if (code === 'EISDIR') return new UserError(`${name} is a directory; a file is needed.`);
  if (code === 'EACCES' || code === 'EPERM') return new UserError(`${name} may not be read: permission denied.`);
  if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR') return new UserError(`${name} is no whole gzip file.`);
  return error;
}
