import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CHROMIUM = '/usr/bin/chromium';

/** Debian's browser; suites leave out what needs it where it is not installed. */
export const BROWSER = existsSync(CHROMIUM);

/** A browser without a window, on one page. */
export class Browser {
  private constructor(
    private readonly child: ChildProcess,
    private readonly profile: string,
  ) {}

  static async open(url: string): Promise<Browser> {
    const profile = await mkdtemp(join(tmpdir(), 'opstwin-browser-'));
    const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'];
    const child = spawn(CHROMIUM, [...quiet, '--remote-debugging-port=0', `--user-data-dir=${profile}`, url], {
      stdio: 'ignore',
    });
    return new Browser(child, profile);
  }

  async close(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
