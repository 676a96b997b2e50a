import { describe, expect, it } from '@jest/globals';
import { CommanderError } from 'commander';
import { replayCommand } from './replay.command.js';

/** Parses a command line and gives the message with which it is refused. */
async function refusal(...args: string[]): Promise<string> {
  let message = '';
  const command = replayCommand()
    .exitOverride()
    .configureOutput({ writeErr: (text) => (message += text) });
  await expect(command.parseAsync(args, { from: 'user' })).rejects.toBeInstanceOf(CommanderError);
  return message;
}

const series = ['--twin', 'line_3', '--asset', 'etch_7'];

describe('opstwin replay', () => {
  it.each([
    [['a.csv', '--asset', 'etch_7'], 'one of --twin and --twin-column must tell the twin'],
    [[...series], "missing required argument 'file'"],
    [['a.csv', ...series, '--asset-column', 'a'], 'one of --asset and --asset-column'],
    [['a.csv', ...series, '--metric', 'a', '--metric', 'a=b'], 'the metric "a" is given twice'],
    [['a.csv', ...series, '--metric', '=b'], 'a name, "=" and a column'],
    [['a.csv', ...series, '--delimiter', ',', '--decimal', ','], 'are the same'],
    [['a.csv', ...series, '--delimiter', 'ab'], 'one character, or "tab"'],
    [['a.csv', ...series, '--utc-offset', '+25:00'], 'like +02:00'],
    [['a.csv', ...series, '--time-format', 'iso'], 'Allowed choices are auto, text, s, ms, us, ns'],
    [['-', ...series, '--state', 's.json'], 'cannot be read again'],
    [['a.csv', ...series, '--speed', '0'], 'It must be a number above 0, or "max".'],
    [['a.csv', ...series, '--batch', '10001'], 'from 1 to 10000'],
    [['a.csv', ...series, '--tenant', 'a/#'], 'no blanks, "+" or "#"'],
    [['a.csv', ...series, '--mqtt', 'b.csv'], 'mqtt:// or mqtts://'],
    [['a.csv', ...series, '--url', 'http://127.0.0.1:1', '--mqtt'], 'give one of them'],
    [['/no/such/file.csv', ...series], 'opstwin replay: There is no file /no/such/file.csv.'],
  ])('refuses %p', async (args, message) => {
    expect(await refusal(...args)).toContain(message);
  });

  it('says that times without an offset are UTC', () => {
    let help = '';
    replayCommand()
      .configureOutput({ writeOut: (text) => (help += text) })
      .outputHelp();
    expect(help).toContain('are UTC');
  });
});
