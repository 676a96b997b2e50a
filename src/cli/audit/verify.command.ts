import { Command } from 'commander';
import { systemClock } from '../client/clock.js';
import { grouped } from '../terminal/numbers.js';
import { tokenOption, urlOption } from '../terminal/option-values.js';
import { ProgressBar } from '../terminal/progress-bar.js';
import { reportFailure } from '../terminal/report-failure.js';
import { verifyLog, type Verdict } from './verify-log.js';

/** The exit code that says that the log is not what it was; 1 says that it could not be checked. */
const BROKEN = 3;

const REASONS: Readonly<Record<string, string>> = {
  missing: 'there is no event of this position',
  changed: 'the event or its hash was changed',
  columns: 'the type or twin that is stored beside the event is not what the event says',
  head: 'the head of the log tells of another end',
};

interface VerifyOptions {
  readonly url: string;
  readonly token?: string;
  readonly from?: string;
  readonly to?: string;
}

/** `opstwin audit verify`: works the hash chain out again, on the server. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description("work the log's hash chain out again, and tell where it breaks")
    .addOption(urlOption())
    .addOption(tokenOption())
    .option('--from <cursor>', 'the first event to check; the oldest kept one by default')
    .option('--to <cursor>', 'the last event to check; the newest by default')
    .addHelpText('after', `\nIt needs an admin's token. Exit code 3 says that the chain does not hold.`)
    .action(async (options: VerifyOptions, command: Command) => {
      await reportFailure(command, () => verify(options));
    });
}

async function verify({ url, token, from, to }: VerifyOptions): Promise<void> {
  const bar = new ProgressBar(process.stderr);
  const begun = systemClock.now();
  const verdict = await verifyLog({ url, token }, { from, to }, (rows, all) => {
    const rate = (rows / (systemClock.now() - begun)) * 1000;
    bar.update({
      rows,
      rate,
      fraction: all > 0 ? rows / all : 1,
      remaining: rate > 0 ? (all - rows) / rate : undefined,
    });
  });
  bar.finish();
  process.stdout.write(`${verdictText(verdict)}\n`);
  if (!verdict.ok) process.exitCode = BROKEN;
}

function verdictText({ ok, from, to, checked, head_hash, first_break = '', reason = '' }: Verdict): string {
  const events = `${grouped(checked)} ${checked === 1 ? 'event' : 'events'}`;
  if (ok && checked === 0) return `There is nothing to check. The head's hash is ${head_hash}.`;
  if (ok) return `The chain holds: ${events}, from ${from} to ${to}. The head's hash is ${head_hash}.`;
  return `THE CHAIN BREAKS at ${first_break}: ${REASONS[reason] ?? reason}. The ${events} before it hold.`;
}
