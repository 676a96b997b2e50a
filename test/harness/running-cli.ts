import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { waitFor } from './wait-for.js';

const ENTRY = resolve('dist/src/main.js');

/** A command that runs until it is told to stop. */
export class RunningCli {
  stdout = '';
  stderr = '';
  private readonly child: ChildProcess;
  private readonly exit: Promise<number | null>;

  constructor(args: readonly string[], environment: Record<string, string> = {}) {
    const child = spawn(process.execPath, [ENTRY, ...args], {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.exit = new Promise((done) => child.once('close', done));
    this.child = child;
  }

  /** Waits until it has said something. */
  async said(words: string): Promise<void> {
    await waitFor(`"${words}" in:\n${this.stderr}${this.stdout}`, () =>
      Promise.resolve((this.stderr + this.stdout).includes(words)),
    );
  }

  /** Its exit code, once it has ended. */
  ended(): Promise<number | null> {
    return this.exit;
  }

  terminate(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.exit;
  }

  kill(): Promise<number | null> {
    this.child.kill('SIGKILL');
    return this.exit;
  }
}
