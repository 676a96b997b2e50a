import type { RunningServer } from '../server.js';

/** What is printed once the server serves: where things are, and at first start how to get in. */
export function welcome({ url, mqttUrl, adminPassword }: RunningServer): string {
  const lines = [
    '',
    `  OpsTwin    ${url}`,
    `  API docs   ${url}/docs`,
    `  MQTT       ${plain(mqttUrl)}`,
    `  Manifest   ${url}/.well-known/aiw-manifest.json`,
  ];
  if (adminPassword !== undefined) {
    lines.push(
      '',
      '  First start: the user is admin, and the password, shown only now, is',
      `  ${adminPassword}`,
      '',
      '  Watch what happens, in another terminal:',
      '    export OPSTWIN_TOKEN=$(npx opstwin token --role admin)',
      '    npx opstwin watch',
    );
  }
  return [...lines, '', ''].join('\n');
}

/** A configured broker's URL may hold a password. */
function plain(mqttUrl: string): string {
  const { protocol, host } = new URL(mqttUrl);
  return `${protocol}//${host}`;
}
