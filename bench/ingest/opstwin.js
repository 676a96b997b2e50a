import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { clearInterval, setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';
import { AccessTokens } from '../../dist/src/identity/tokens/access-tokens.js';
import { secretKey } from '../../dist/src/identity/tokens/signing-secret.js';

export const MAIN = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));
const JWT_SECRET = 'a secret that only the bench knows, long enough';
const WATCH_EVERY_MS = 100;
const TICKS_PER_SECOND = 100;

/**
 * The product in a process of its own, as it comes: detection on, commits durable. Node's flags by BENCH_NODE_OPTIONS.
 * @param role of the token
 * @param environment further settings
 */
export async function startOpsTwin({ url }, { role = 'executor', environment = {} } = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'opstwin-bench-'));
  const flags = (process.env.BENCH_NODE_OPTIONS ?? '').split(' ').filter((flag) => flag !== '');
  const child = spawn(process.execPath, [...flags, MAIN, 'serve'], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      MQTT_PORT: '0',
      NODE_ENV: 'production',
      OPSTWIN_DATA_DIR: directory,
      DATABASE_URL: url,
      JWT_SECRET,
      ADMIN_PASSWORD: 'nobody logs in here',
      OPSTWIN_RATE_LIMIT_REQUESTS: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: directory,
  });
  const listening = await serving(child);
  const lifetime = 86_400;
  const principal = { subject: 'bench', tenant: 'default', roles: [role], twins: undefined };
  return {
    url: listening.url,
    mqttUrl: listening.mqtt,
    token: new AccessTokens(secretKey(JWT_SECRET)).issue(principal, lifetime),
    residentAtStart: residentBytes(child.pid),
    /** Bytes of memory that the process holds now. */
    resident: () => residentBytes(child.pid),
    /** Begins to watch the process. @returns what ends it, and gives the most memory in bytes and the CPU seconds */
    watch() {
      let resident = residentBytes(child.pid);
      const cpu = cpuSeconds(child.pid);
      const timer = setInterval(() => (resident = Math.max(resident, residentBytes(child.pid))), WATCH_EVERY_MS);
      return () => {
        clearInterval(timer);
        return { resident, cpu: cpuSeconds(child.pid) - cpu };
      };
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function serving(child) {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)));
    createInterface(child.stdout).on('line', (line) => {
      if (line.includes('"OpsTwin serves"')) resolve(JSON.parse(line));
      else if (/"level":[56]0/.test(line)) console.error(line);
    });
  });
}

/** Memory that a process holds (proc(5)); NaN where there is no such file. */
function residentBytes(pid) {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(proc(pid, 'status'))?.[1] ?? NaN) * 1024;
}

/** Seconds of processor time that a process has had; the name before the fields may hold blanks. */
function cpuSeconds(pid) {
  const fields = proc(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function proc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
