import type { Command } from 'commander';
import { plainText } from './plain-text.js';
import { UserError } from './user-error.js';

/**
 * Runs a command's work and ends the process with code 1 and one message when it fails in a foreseen way.
 * Anything else is a fault of ours: it is thrown on, stack and all.
 */
export async function reportFailure(command: Command, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    command.error(`opstwin ${command.name()}: ${plainText(error.message, { keepLines: true })}`, { exitCode: 1 });
  }
}
