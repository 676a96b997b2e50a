import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { MAIN } from './opstwin.js';

const run = promisify(execFile);

/** Runs `opstwin load`, of which each option is one of the command's, and gives its report. */
export async function load({ url, token }, options) {
  const args = Object.entries(options).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : [`--${name}`, String(value)],
  );
  const { stdout } = await run(process.execPath, [MAIN, 'load', '--json', ...args], {
    env: { PATH: process.env.PATH, OPSTWIN_URL: url, OPSTWIN_TOKEN: token },
    cwd: tmpdir(),
  });
  const report = JSON.parse(stdout);
  const errors = Object.keys(report.errors);
  if (errors.length > 0) console.error(`  not accepted: ${JSON.stringify(report.errors)}`);
  if (report.generator_busy > 0.9) console.error('  the generator was busy all the time: the server could do more');
  return report;
}
