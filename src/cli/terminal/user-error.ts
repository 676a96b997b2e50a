/** A failure that its reader can act on: shown as its message alone, without a stack. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
}
