import { UserError } from '../../terminal/user-error.js';
import { displayName } from './file-format.js';

/** A row of a file that is not a reading. */
export class BadRow extends UserError {
  override readonly name = 'BadRow';

  constructor(file: string, line: number, what: string) {
    super(`${displayName(file)}:${line}: ${what}`);
  }
}
