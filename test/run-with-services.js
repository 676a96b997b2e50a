// Runs the end-to-end suites on external PostgreSQL, Redis and MQTT; fails when one of them does not answer.
import { spawnSync } from 'node:child_process';
import { connect } from 'node:net';

const needed = {
  PostgreSQL: new URL(process.env.TEST_DATABASE_URL ?? 'postgres://127.0.0.1:5432'),
  Redis: new URL(process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379'),
  MQTT: new URL(process.env.TEST_MQTT_URL ?? 'mqtt://127.0.0.1:1883'),
};

/** Whether something listens there. */
function answers({ hostname, port }) {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: 2000 });
    const end = (answer) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', end(true)).on('error', end(false)).on('timeout', end(false));
  });
}

for (const [name, url] of Object.entries(needed)) {
  if (await answers(url)) continue;
  console.error(`${name} does not answer at ${url.host}: start it, or set its TEST_*_URL.`);
  process.exit(1);
}

const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings',
    'node_modules/jest/bin/jest.js',
    '--selectProjects',
    'e2e',
    '--maxWorkers=2',
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit', env: { ...process.env, TEST_SERVICES: '1' } },
);
process.exit(status ?? 1);
