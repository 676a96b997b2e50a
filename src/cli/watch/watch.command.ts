import { Command } from 'commander';
import { painterFor } from '../terminal/colour.js';
import { catchInterruption } from '../terminal/interruption.js';
import { duration } from '../terminal/numbers.js';
import { watchOutput } from '../terminal/output.js';
import { identifier, tokenOption, urlOption } from '../terminal/option-values.js';
import { plainText } from '../terminal/plain-text.js';
import { reportFailure } from '../terminal/report-failure.js';
import { eventLine } from './event-line.js';
import { followEvents } from './event-stream.js';

interface WatchOptions {
  readonly url: string;
  readonly token?: string;
  readonly since?: string;
  readonly twin?: string;
  readonly types?: string[];
  readonly json?: boolean;
}

/** `opstwin watch`: what happens, as it happens. */
export function watchCommand(): Command {
  return new Command('watch')
    .description('follow what happens, one line per event')
    .addOption(urlOption())
    .addOption(tokenOption())
    .option('--since <cursor>', 'begin after this cursor')
    .option('--twin <id>', 'only events of this twin', identifier)
    .option('--types <list>', 'only these event types, separated by commas', names)
    .option('--json', 'print each event as JSON instead')
    .addHelpText('after', '\nTimes are UTC. After a lost connection it goes on behind the last event. Ctrl-C ends it.')
    .action(async (options: WatchOptions, command: Command) => {
      await reportFailure(command, () => watch(options));
    });
}

async function watch(options: WatchOptions): Promise<void> {
  const interruption = catchInterruption();
  const output = watchOutput(process.stdout);
  const paint = painterFor(process.stdout);
  const signal = AbortSignal.any([interruption.signal, output.closed]);
  try {
    for await (const event of followEvents({ ...options, signal, onConnected: tellConnected, onLost: tellLost })) {
      const line = options.json ? JSON.stringify(event) : eventLine(event, paint);
      await output.line(line, signal);
    }
  } finally {
    interruption.release();
    output.release();
  }
}

function tellConnected(cursor: string | undefined, again: boolean): void {
  tell(`connected${again ? ' again' : ''}${cursor === undefined ? '' : `, after cursor ${cursor}`}`);
}

function tellLost(reason: string, waitMs: number): void {
  tell(`connection lost: ${reason}; trying again in ${duration(waitMs / 1000)}`);
}

function tell(message: string): void {
  process.stderr.write(`${plainText(message)}\n`);
}

function names(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
