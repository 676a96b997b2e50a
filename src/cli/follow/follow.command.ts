import { Command } from 'commander';
import { painterFor } from '../terminal/colour.js';
import { catchInterruption } from '../terminal/interruption.js';
import { tokenOption, urlOption } from '../terminal/option-values.js';
import { watchOutput } from '../terminal/output.js';
import { plainText } from '../terminal/plain-text.js';
import { reportFailure } from '../terminal/report-failure.js';
import { eventLine } from '../watch/event-line.js';
import { ChainFault } from './chain-fault.js';
import { FollowAgent } from './follow-agent.js';

/** The exit code that says that the log is not what it was; 1 says that the agent could not go on. */
const BROKEN = 3;

interface FollowCommandOptions {
  readonly url: string;
  readonly token?: string;
  readonly state: string;
  readonly restart?: boolean;
  readonly recheck?: boolean;
}

/** `opstwin follow`: an example of an agent that misses nothing, and proves it. */
export function followCommand(): Command {
  return new Command('follow')
    .description('be an agent: hydrate, follow every change, and prove that none is missing or was changed')
    .addOption(urlOption())
    .addOption(tokenOption())
    .option('--state <file>', 'where it keeps its place between runs', 'opstwin-follow.json')
    .option('--restart', 'begin with the present state, whatever the file holds')
    .option('--recheck', 'first read again what an earlier run has seen, and compare')
    .addHelpText(
      'after',
      '\nCtrl-C ends it. Exit code 3 says that an event is missing, or is not what was written. A token that is limited\n' +
        'to some twins is not shown every event, so nothing can be proved with it.',
    )
    .action(async (options: FollowCommandOptions, command: Command) => {
      await reportFailure(command, () => follow(options));
    });
}

async function follow({ url, token, state, restart = false, recheck = false }: FollowCommandOptions): Promise<void> {
  const interruption = catchInterruption();
  const output = watchOutput(process.stdout);
  const paint = painterFor(process.stdout);
  const signal = AbortSignal.any([interruption.signal, output.closed]);
  const agent = new FollowAgent({
    url,
    token,
    statePath: state,
    restart,
    recheck,
    signal,
    say: tell,
    show: (event) => output.line(`${plainText(event.cursor)}  ${eventLine(event, paint)}`, signal),
  });
  try {
    await agent.run();
    tell(`Stopped ${agent.summary()}`);
  } catch (error) {
    if (!(error instanceof ChainFault)) throw error;
    tell(`THE LOG DOES NOT HOLD. ${error.message}`);
    tell(`Stopped ${agent.summary()}`);
    process.exitCode = BROKEN;
  } finally {
    interruption.release();
    output.release();
  }
}

function tell(words: string): void {
  process.stderr.write(`${plainText(words)}\n`);
}
