import { Command } from 'commander';
import { verifyCommand } from './verify.command.js';

/** `opstwin audit`: the log as evidence. */
export function auditCommand(): Command {
  return new Command('audit').description('prove that the log was not changed').addCommand(verifyCommand());
}
