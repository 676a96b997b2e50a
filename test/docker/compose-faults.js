import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { interpolate, namesInEnvFile, parseCompose, variablesIn } from './compose-file.js';

const ADDRESSES = ['DATABASE_URL', 'REDIS_URL', 'MQTT_URL'];
/** Holds for every variable that the loader may want: long enough, and good in a URL. */
const SAMPLE = 'sample'.repeat(8);

/**
 * What is wrong with a compose file, as sentences.
 * @param folder that the compose file lies in; its paths are relative to it
 * @param image what the image sets and can check: `environment`, `loadConfig`, `variables`, `roles`, `healthy`
 */
export function composeFaults(text, folder, envExample, image) {
  const file = parseCompose(text);
  const services = Object.entries(file.services ?? {});
  const own = services.filter(([, service]) => service.build !== undefined);
  return [
    ...services.flatMap(([name, service]) => structureFaults(name, service, file, folder, image)),
    ...unusedFaults(file),
    ...envFileFaults(text, envExample),
    ...own.flatMap(([name, service]) => settingFaults(name, service, file, image)),
    ...roleFaults(own, image),
  ];
}

function structureFaults(name, service, file, folder, image) {
  const faults = [];
  const expect = (holds, words) => holds || faults.push(`The service ${name} ${words}`);
  const { build, depends_on: needs = {}, ports = [], volumes = [], networks = [] } = service;

  expect(build !== undefined || service.image !== undefined, 'has neither an image nor a build');
  if (build)
    expect(existsSync(resolve(folder, build.context, build.dockerfile)), `is built from a missing ${build.dockerfile}`);
  else expect(/:[^:]*\d/.test(service.image ?? ''), `uses ${service.image}, which names no version`);
  expect(build ? image.healthy : service.healthcheck?.test !== undefined, 'has no health check');
  expect(service.restart !== undefined, 'says nothing about restarts');

  for (const [other, { condition } = {}] of Object.entries(needs)) {
    expect(file.services[other] !== undefined, `depends on ${other}, which is no service`);
    expect(condition === 'service_healthy', `does not wait until ${other} is healthy`);
  }
  for (const port of ports) expect(/^127\.0\.0\.1:\d+:\d+$/.test(port), `opens ${port} beyond the loopback interface`);
  for (const volume of volumes) {
    const [from] = volume.split(':');
    if (from.startsWith('.')) expect(existsSync(join(folder, from)), `mounts ${from}, which does not exist`);
    else expect(from in (file.volumes ?? {}), `uses the undeclared volume ${from}`);
  }
  for (const network of networks) expect(network in (file.networks ?? {}), `uses the undeclared network ${network}`);
  return faults;
}

function unusedFaults({ services, volumes = {}, networks = {} }) {
  const all = Object.values(services ?? {});
  const used = new Set(all.flatMap(({ volumes: own = [] }) => own.map((volume) => volume.split(':')[0])));
  const joined = new Set(all.flatMap(({ networks: own = [] }) => own));
  return [
    ...Object.keys(volumes)
      .filter((name) => !used.has(name))
      .map((name) => `No service uses the volume ${name}`),
    ...Object.keys(networks)
      .filter((name) => !joined.has(name))
      .map((name) => `No service uses the network ${name}`),
  ];
}

function envFileFaults(text, envExample) {
  const wanted = variablesIn(text);
  const offered = namesInEnvFile(envExample);
  return [
    ...[...wanted.keys()].filter((name) => !offered.includes(name)).map((name) => `.env.example does not name ${name}`),
    ...offered.filter((name) => !wanted.has(name)).map((name) => `.env.example names ${name}, which nothing uses`),
    ...['JWT_SECRET', 'ADMIN_PASSWORD'].filter((name) => !wanted.get(name)).map((name) => `${name} is not required`),
  ];
}

/** The settings are known, accepted by the image's own loader, and name services that are waited for. */
function settingFaults(name, service, file, image) {
  const known = new Set(Object.values(image.variables).map((variable) => variable.name));
  const values = Object.fromEntries([...variablesIn(JSON.stringify(file)).keys()].map((key) => [key, SAMPLE]));
  const settings = Object.entries(service.environment ?? {}).map(([key, value]) => [
    key,
    interpolate(value, key === 'LOG_LEVEL' ? {} : values),
  ]);
  const faults = settings
    .filter(([key]) => !known.has(key))
    .map(([key]) => `The service ${name} sets ${key}, which OpsTwin does not read`);
  for (const [key, value] of settings.filter(([key]) => ADDRESSES.includes(key))) {
    const { hostname } = new URL(value);
    if (!(hostname in (service.depends_on ?? {})))
      faults.push(`The service ${name} has ${hostname} in ${key} and does not wait for it`);
  }
  try {
    image.loadConfig({ ...image.environment, ...Object.fromEntries(settings) });
  } catch (error) {
    faults.push(`The service ${name} would not start: ${error.message}`);
  }
  return faults;
}

function roleFaults(own, { roles }) {
  const played = new Set(own.flatMap(([, { environment }]) => (environment?.OPSTWIN_ROLES ?? '').split(',')));
  return roles.filter((role) => !played.has(role)).map((role) => `No service has the role ${role}`);
}
