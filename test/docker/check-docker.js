// Checks docker/ without a container engine: carries out the Dockerfile's steps in a temporary folder, holds the compose
// file against the result, and starts what the image would start.
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildContext } from './build-context.js';
import { composeFaults } from './compose-faults.js';
import { environmentOf, execForm, lastOf, parseDockerfile } from './dockerfile.js';
import { trialDatabase } from './trial-database.js';
import { TrialRun } from './trial-run.js';
import { UnpackedImage } from './unpacked-image.js';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const say = (words) => console.log(`  ok       ${words}`);
const skip = (words) => console.log(`  SKIPPED  ${words}`);

function expect(holds, words, details = '') {
  if (!holds) throw new Error(`Not so: ${words}\n${details}`);
  say(words);
}

function readDocker(name) {
  return readFileSync(join(ROOT, 'docker', name), 'utf8');
}

function buildImage(folder) {
  const stages = parseDockerfile(readDocker('Dockerfile'));
  new UnpackedImage(folder, ROOT, buildContext(ROOT), { say, skip }).build(stages);
  const runtime = stages.at(-1);
  expect(!['', 'root', '0'].includes(lastOf(runtime, 'USER') ?? ''), 'the image runs as a user that is not root');
  return runtime;
}

async function checkCompose(runtime) {
  const load = (file) => import(pathToFileURL(join(runtime.workdir, 'dist/src/platform/config', file)).href);
  const [{ loadConfig }, { VARIABLES }, { PROCESS_ROLES }] = await Promise.all(
    ['load-config.js', 'variables.js', 'config.js'].map(load),
  );
  const faults = composeFaults(readDocker('docker-compose.yml'), join(ROOT, 'docker'), readDocker('.env.example'), {
    environment: environmentOf(runtime),
    healthy: lastOf(runtime, 'HEALTHCHECK') !== undefined,
    variables: VARIABLES,
    roles: PROCESS_ROLES,
    loadConfig,
  });
  expect(faults.length === 0, 'the compose file is consistent, and its settings are accepted', faults.join('\n'));
}

async function tryOut(runtime, dataDirectory) {
  const command = [...execForm(runtime, 'ENTRYPOINT'), ...execForm(runtime, 'CMD')];
  const image = { ...environmentOf(runtime), PORT: '0', MQTT_PORT: '0', OPSTWIN_DATA_DIR: dataDirectory };
  const secrets = { JWT_SECRET: randomBytes(24).toString('hex'), ADMIN_PASSWORD: randomBytes(12).toString('hex') };

  const open = new TrialRun(runtime.workdir, command, image).also(command);
  expect(open.status === 1 && open.text.includes('JWT_SECRET'), 'it refuses to start without JWT_SECRET', open.text);
  const bare = new TrialRun(runtime.workdir, command, { ...image, ...secrets }).also(command);
  expect(
    bare.status === 1 && bare.text.includes('DATABASE_URL'),
    'it asks for DATABASE_URL when that is absent',
    bare.text,
  );

  const database = await trialDatabase();
  if (!database) {
    skip('NOTHING WAS STARTED: no PostgreSQL answers at TEST_DATABASE_URL or 127.0.0.1:5432');
    return;
  }
  const run = new TrialRun(runtime.workdir, command, { ...image, ...secrets, DATABASE_URL: database.url });
  try {
    const port = await run.start();
    const ready = await globalThis.fetch(`http://127.0.0.1:${port}/health/ready`);
    expect(ready.status === 200, 'it starts on an empty database and is ready', await ready.text());
    const probe = execForm(runtime, 'HEALTHCHECK');
    expect(run.also(probe, { PORT: port }).status === 0, 'its health check passes');
    expect(run.also(probe, { PORT: '1' }).status === 1, 'its health check fails where nothing listens');
    const signal = lastOf(runtime, 'STOPSIGNAL');
    expect((await run.stop(signal)) === 0, `it closes in order on ${signal}`);
  } finally {
    run.child?.kill('SIGKILL');
    await database.drop();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'opstwin-image-'));
try {
  chmodSync(folder, 0o755);
  const dataDirectory = join(folder, 'data');
  mkdirSync(dataDirectory);
  chmodSync(dataDirectory, 0o777);
  const runtime = buildImage(folder);
  await checkCompose(runtime);
  await tryOut(runtime, dataDirectory);
  console.log('The Docker files hold.');
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
