import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { AccessTokens } from '../../../dist/src/identity/tokens/access-tokens.js';
import { secretKey } from '../../../dist/src/identity/tokens/signing-secret.js';

const MAIN = fileURLToPath(new URL('../../../dist/src/main.js', import.meta.url));
const SECRET = 'a secret that only the bench knows, long enough';

/** The built server in a process of its own, on an embedded database or a given one. */
export async function startOpsTwin({ databaseUrl, roles }) {
  const directory = mkdtempSync(join(tmpdir(), 'opstwin-bench-'));
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: '0',
      MQTT_PORT: '0',
      OPSTWIN_ROLES: roles,
      OPSTWIN_DATA_DIR: directory,
      JWT_SECRET: SECRET,
      ADMIN_PASSWORD: 'the first admin password',
      OPSTWIN_RATE_LIMIT_REQUESTS: '0',
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)));
    createInterface(child.stdout).on('line', (line) => {
      if (line.includes('"OpsTwin serves"')) resolve(JSON.parse(line).url);
    });
  });
  const principal = { subject: 'bench', tenant: 'default', roles: ['viewer'], twins: undefined };
  const token = new AccessTokens(secretKey(SECRET)).issue(principal);
  return {
    name: 'OpsTwin /subscribe',
    port: Number(new URL(url).port),
    request: `GET /subscribe HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    /** Whether events come in the order in which the publisher made them, so that a gap or a repeat shows. */
    ordered: true,
    publishTo: { url: databaseUrl ?? embeddedUrl(directory) },
    pids: () => [child.pid],
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function embeddedUrl(directory) {
  const { databasePassword } = JSON.parse(readFileSync(join(directory, 'secrets.json'), 'utf8'));
  const port = readFileSync(join(directory, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3];
  return `postgres://opstwin:${databasePassword}@127.0.0.1:${port}/opstwin`;
}
