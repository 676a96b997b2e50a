import { fork } from 'node:child_process';
import { once } from 'node:events';

/** The simplest fan-out that Node can do: no log, no filter, no bound. */
export async function startBare() {
  const child = fork(new URL('./bare-server.js', import.meta.url));
  const [port] = await once(child, 'message');
  return {
    name: 'bare Node sockets',
    port,
    request: 'GET /events HTTP/1.1\r\nHost: bench\r\n\r\n',
    publishTo: { port, path: '/publish' },
    pids: () => [child.pid],
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
