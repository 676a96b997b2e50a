import { Command, Option } from 'commander';
import { catchInterruption } from '../terminal/interruption.js';
import { address, identifier, tokenOption, topicPart, urlOption, wholeNumber } from '../terminal/option-values.js';
import { plainText } from '../terminal/plain-text.js';
import { reportFailure } from '../terminal/report-failure.js';
import { load } from './load.js';
import { LOAD_DEFAULTS, type LoadOptions } from './load-options.js';
import { secondLine, summaryLines } from './load-words.js';

const HELP = `
Every asset measures metrics that walk at random around 50, with times that follow the clock. Times of one asset differ by
a millisecond at least, so above 1,000 readings/s for each asset they run ahead of the clock: then take more --series.
Without --rate each connection sends when it has its answer (closed model). With --rate requests are due at a fixed rate,
and latency counts from then on, so that a wait for a busy server is not left out (open model). Latencies are counted in
buckets that are at most 0.8 % wide. The token needs the permission to ingest, as the role executor has it.`;

interface Given extends LoadOptions {
  readonly json?: boolean;
}

/** `opstwin load`: as much telemetry as a server takes, and how long it takes for it. */
export function loadCommand(): Command {
  return new Command('load')
    .description('send made-up telemetry to a server, and measure')
    .addOption(urlOption())
    .addOption(tokenOption())
    .addOption(new Option('--mqtt <url>', 'publish over MQTT instead, with QoS 1').argParser(address('mqtt', 'mqtts')))
    .option('--namespace <name>', 'the first part of the MQTT topic', topicPart, LOAD_DEFAULTS.namespace)
    .option('--tenant <name>', 'the tenant in the MQTT topic', topicPart, LOAD_DEFAULTS.tenant)
    .option('--twin <id>', 'the twin to send to', identifier, LOAD_DEFAULTS.twin)
    .option('--connections <n>', 'connections to the server', wholeNumber(1, 10_000), LOAD_DEFAULTS.connections)
    .option('--window <n>', 'unacknowledged MQTT messages on each', wholeNumber(1, 10_000), LOAD_DEFAULTS.window)
    .option('--batch <n>', 'readings in a request or message', wholeNumber(1, 10_000), LOAD_DEFAULTS.batch)
    .option('--single', 'one reading in each request or message')
    .option('--metrics <n>', 'metrics of each reading', wholeNumber(1, 1000), LOAD_DEFAULTS.metrics)
    .option('--series <n>', 'assets that send', wholeNumber(1, 1_000_000), LOAD_DEFAULTS.series)
    .option('--seconds <n>', 'how long', wholeNumber(1, 86_400), LOAD_DEFAULTS.seconds)
    .option('--warm-up <seconds>', 'how long before that, without counting', wholeNumber(0, 3600), LOAD_DEFAULTS.warmUp)
    .option('--rate <n>', 'readings a second to offer (default: as many as go)', wholeNumber(1))
    .addOption(
      new Option('--faults [per-minute]', `faults to put in (without a number: ${LOAD_DEFAULTS.faults} a minute)`)
        .preset(String(LOAD_DEFAULTS.faults))
        .argParser(wholeNumber(1, 60_000)),
    )
    .option('--json', 'print the outcome as one JSON document, and nothing else')
    .addHelpText('after', HELP)
    .action(async (given: Given, command: Command) => {
      if (given.series < given.connections) {
        command.error('error: --series must be at least --connections: each connection has assets of its own.');
      }
      await reportFailure(command, () => run(given));
    });
}

async function run({ json, ...options }: Given): Promise<void> {
  const interruption = catchInterruption();
  try {
    const report = await load(options, interruption.signal, (second, ofSecond) => {
      if (!json) process.stdout.write(`${plainText(secondLine(second, ofSecond))}\n`);
    });
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : summaryLines(report));
    if (interruption.exitCode !== undefined) process.exitCode = interruption.exitCode;
  } finally {
    interruption.release();
  }
}
