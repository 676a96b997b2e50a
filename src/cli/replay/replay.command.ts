import { Command, InvalidArgumentError, Option } from 'commander';
import { catchInterruption } from '../terminal/interruption.js';
import { address, identifier, tokenOption, topicPart, urlOption, wholeNumber } from '../terminal/option-values.js';
import { plainText } from '../terminal/plain-text.js';
import { ProgressBar } from '../terminal/progress-bar.js';
import { reportFailure } from '../terminal/report-failure.js';
import { addFileOptions, checkFileOptions } from './file-options.js';
import type { Speed } from './pacing.js';
import { replay } from './replay.js';
import { DEFAULTS, type ReplayOptions } from './replay-options.js';
import { summaryLine } from './summary-line.js';

const MOST_READINGS = 10_000;
const DEFAULT_BROKER = 'mqtt://127.0.0.1:18830';

const HELP = `
The file has one reading in each row: a time, and the values of one or many metrics. Its delimiter is found out; the first
line names the columns. Without --metric or --all the one metric is in the column "value", else in the first that is left.
Times are like "2013-12-02 21:15:00", which are UTC unless --utc-offset tells otherwise, RFC 3339 with an offset, or counts
since 1970 in s, ms, us or ns. A name that ends in .gz is unpacked. An interrupted replay continues after the last
acknowledged row when it is started again, except from standard input. Over HTTP the token names the tenant. Over MQTT the
server does not tell which readings it rejected.

Examples:
  opstwin replay oven.csv --twin plant --asset oven --metric temperature
  opstwin replay valve.csv.gz --twin rig --asset valve --time-column datetime --all
  opstwin replay log.txt --twin rig --asset-column 2 --no-header --metric flow=3 --metric heat=4 --decimal ,
  zcat archive/*.gz | opstwin replay - --twin rig --asset pump --no-header --metric flow=2`;

/** `opstwin replay`: a recorded file, sent as if its sensor were sending it. */
export function replayCommand(): Command {
  const command = new Command('replay')
    .description('send the rows of a delimited file to a twin as telemetry')
    .argument('<file>', 'a file of rows, also packed by gzip, or - for standard input')
    .option('--twin <id>', 'the twin', identifier)
    .option('--asset <id>', 'the asset of the twin', identifier);
  return addFileOptions(command)
    .addOption(urlOption())
    .addOption(mqttOption())
    .option('--namespace <name>', 'the first part of the MQTT topic', topicPart, DEFAULTS.namespace)
    .option('--tenant <name>', 'the tenant in the MQTT topic', topicPart, DEFAULTS.tenant)
    .addOption(tokenOption())
    .addOption(
      new Option('--speed <factor>', 'seconds of data a second by its timestamps, or "max"')
        .argParser(speed)
        .default(DEFAULTS.speed),
    )
    .option(
      '--batch <n>',
      `readings in a request (default: ${DEFAULTS.httpBatch}) or in an MQTT message (default: ${DEFAULTS.mqttBatch})`,
      wholeNumber(1, MOST_READINGS),
    )
    .option('--window <n>', 'unacknowledged MQTT messages at once', wholeNumber(1, 65_535), DEFAULTS.window)
    .option('--limit <n>', 'only the first n rows of the file', wholeNumber(1))
    .option('--state <file>', 'where to keep the progress (default: a file in the temporary directory)')
    .option('--restart', 'begin anew, whatever an earlier replay got done')
    .option('--retry-for <seconds>', 'how long to try without success', wholeNumber(1, 86_400), DEFAULTS.retryFor)
    .addHelpText('after', HELP)
    .action(async (file: string, options: Omit<ReplayOptions, 'file'>, command: Command) => {
      checkFileOptions(file, options, command);
      await reportFailure(command, () => run({ ...options, file, mqtt: chosenBroker(options, command) }));
    });
}

async function run(options: ReplayOptions): Promise<void> {
  const interruption = catchInterruption();
  const bar = new ProgressBar(process.stderr);
  try {
    const summary = await replay(
      { ...options, signal: interruption.signal },
      {
        note: (message) => {
          bar.note(plainText(message));
        },
        progress: (state) => {
          bar.update(state);
        },
      },
    );
    bar.finish();
    process.stdout.write(`${summaryLine(summary)}\n`);
    if (summary.interrupted) process.exitCode = interruption.exitCode;
  } catch (error) {
    bar.finish();
    throw error;
  } finally {
    interruption.release();
  }
}

function mqttOption(): Option {
  return new Option('--mqtt [url]', `publish over MQTT instead of HTTP (without a URL: ${DEFAULT_BROKER})`)
    .env('OPSTWIN_MQTT_URL')
    .preset(DEFAULT_BROKER)
    .argParser((text) => address('mqtt', 'mqtts', 'ws', 'wss')(text) ?? '');
}

/** A server named on the command line goes before a broker that only the environment names. */
function chosenBroker({ mqtt }: Omit<ReplayOptions, 'file'>, command: Command): string | undefined {
  const [url, broker] = [command.getOptionValueSource('url'), command.getOptionValueSource('mqtt')];
  // An option whose value is optional turns undefined into true; so an empty variable arrives as an empty text.
  if (url !== 'cli') return mqtt === '' ? undefined : mqtt;
  if (broker === 'cli') command.error('error: --url and --mqtt name two ways for the same readings; give one of them.');
  return undefined;
}

function speed(text: string): Speed {
  if (text === 'max') return 'max';
  const factor = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (factor > 0 && Number.isFinite(factor)) return factor;
  throw new InvalidArgumentError('It must be a number above 0, or "max".');
}
