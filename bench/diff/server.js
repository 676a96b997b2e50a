import { Agent, get } from 'node:http';
import { startOpsTwin } from '../ingest/opstwin.js';

/** The product's API on a database. Without the role `worker` nothing reacts to the events. */
export async function startApi(database) {
  const server = await startOpsTwin(database, { role: 'admin', environment: { OPSTWIN_ROLES: 'api' } });
  const agent = new Agent({ keepAlive: true });
  const headers = { authorization: `Bearer ${server.token}` };
  return {
    /** The body of a path, as text. */
    text: (path) => textOf(new URL(path, server.url), { agent, headers }),
    async stop() {
      agent.destroy();
      await server.stop();
    },
  };
}

function textOf(url, options) {
  return new Promise((resolve, reject) => {
    const request = get(url, options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      response.once('error', reject).once('end', () => {
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${url.pathname} answered ${response.statusCode}: ${text}`));
      });
    });
    request.once('error', reject);
  });
}
