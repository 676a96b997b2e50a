import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const START_MS = 60_000;
const STOP_MS = 15_000;
const NOBODY = { uid: 65534, gid: 65534 };

/** Runs the command of an unpacked image the way its container would: its environment, its folder, and not as root. */
export class TrialRun {
  /** @param workdir of the runtime stage; @param environment of the image and of the container */
  constructor(workdir, command, environment) {
    this.command = command;
    const env = { PATH: process.env.PATH, ...environment };
    this.options = { cwd: workdir, env, ...unprivileged() };
  }

  /** Runs another command in the same place. @returns its status and what it wrote */
  also(command, environment = {}) {
    const env = { ...this.options.env, ...environment };
    const { status, stdout, stderr } = spawnSync(...split(command), {
      ...this.options,
      env,
      encoding: 'utf8',
      timeout: START_MS,
    });
    return { status, text: `${stdout}${stderr}` };
  }

  /** Starts the server. @returns its port @throws Error with its output when it does not come to serve */
  async start() {
    this.child = spawn(...split(this.command), { ...this.options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    this.child.stderr.on('data', (chunk) => (output += chunk));
    const lines = createInterface(this.child.stdout);
    const serving = new Promise((resolve) => {
      lines.on('line', (line) => {
        output += `${line}\n`;
        if (line.includes('"OpsTwin serves"')) resolve(JSON.parse(line).url);
      });
    });
    const ended = once(this.child, 'exit').then(() => undefined);
    const url = await Promise.race([serving, ended, sleep(START_MS, undefined, { ref: false })]);
    if (url !== undefined) return new URL(url).port;
    this.child.kill('SIGKILL');
    throw new Error(`The image did not come to serve:\n${output}`);
  }

  /** @returns the exit code after the signal, or null when it had to be killed */
  async stop(signal) {
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    const kill = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    const [code] = await ended;
    kill.unref();
    return code;
  }
}

function split([program, ...rest]) {
  return [program === 'node' ? process.execPath : program, rest];
}

/** As root, another user's ids, unless Node itself lies where only root may read. */
function unprivileged() {
  if (process.getuid?.() !== 0) return {};
  return spawnSync(process.execPath, ['--version'], NOBODY).status === 0 ? NOBODY : {};
}
