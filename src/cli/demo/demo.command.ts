import { Command } from 'commander';
import { painterFor } from '../terminal/colour.js';
import { catchInterruption } from '../terminal/interruption.js';
import { reportFailure } from '../terminal/report-failure.js';
import { askApproval } from './ask-approval.js';
import { playDemo } from './demo.js';
import { TemporaryServer } from './temporary-server.js';

export function demoCommand(): Command {
  const command = new Command('demo')
    .description('show the whole loop on a simulated line, with a server of its own that is removed afterwards')
    .option('--yes', 'approve the proposal without asking')
    .action(({ yes = false }: { yes?: boolean }) => reportFailure(command, () => demo(yes)));
  return command;
}

async function demo(yes: boolean): Promise<void> {
  const interruption = catchInterruption();
  const { signal } = interruption;
  const say = (text: string): void => void process.stdout.write(text);
  const server = await TemporaryServer.start();
  try {
    const approve = yes ? () => Promise.resolve(true) : () => askApproval(signal);
    await playDemo(server, { approve, say, paint: painterFor(process.stdout), signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await server.close();
    interruption.release();
  }
  process.exitCode = interruption.exitCode ?? 0;
}
