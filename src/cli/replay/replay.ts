import { grouped } from '../terminal/numbers.js';
import { systemClock, type Clock } from '../client/clock.js';
import { STANDARD_INPUT } from './file/file-format.js';
import { FileReadings } from './file/file-readings.js';
import { openSender } from './open-sender.js';
import { defaultStateFile, identify } from './replay-identity.js';
import type { ReplayOptions } from './replay-options.js';
import type { ReplayOutput, ReplaySummary } from './replay-output.js';
import { ReplayProgress } from './replay-progress.js';
import { ReplayRun } from './replay-run.js';

interface Beginning {
  readonly progress: ReplayProgress;
  /** In bytes; undefined for what is not a file. */
  readonly fileSize: number | undefined;
  readonly resumable: boolean;
}

/**
 * Sends the rows of a delimited file to a twin, from where an earlier replay of the same file to the same place ended.
 * Aborting `options.signal` ends it with its progress kept. Throws a UserError for what the caller can mend: a bad row,
 * a refusal of the server, a server that stays away; what was acknowledged until then is kept too.
 */
export async function replay(
  options: ReplayOptions,
  output: ReplayOutput,
  clock: Clock = systemClock,
): Promise<ReplaySummary> {
  const readings = await FileReadings.open(options.file, options, options);
  try {
    const beginning = await begin(options, readings, output, clock);
    const signal = options.signal ?? new AbortController().signal;
    const sender = openSender(options, signal, output.note.bind(output), clock);
    try {
      return await new ReplayRun({ options, readings, ...beginning, sender, output, signal, clock }).run();
    } finally {
      await sender.close();
    }
  } finally {
    readings.close();
  }
}

async function begin(
  options: ReplayOptions,
  readings: FileReadings,
  output: ReplayOutput,
  clock: Clock,
): Promise<Beginning> {
  if (options.file === STANDARD_INPUT) {
    output.note('reading standard input, which cannot be read again: an interrupted replay begins anew');
    return { progress: ReplayProgress.unkept(clock), fileSize: undefined, resumable: false };
  }
  const identity = await identify(options, readings);
  const state = options.state ?? defaultStateFile(identity);
  const progress = ReplayProgress.open(state, identity, options.restart ?? false, clock);
  if (progress.beginning === 'continued') {
    output.note(`continuing after row ${grouped(progress.rows)}; --restart begins anew`);
  } else if (progress.beginning === 'changed') {
    output.note('the file or the options have changed since the last replay; beginning anew');
  }
  return { progress, fileSize: identity.file.size, resumable: true };
}
