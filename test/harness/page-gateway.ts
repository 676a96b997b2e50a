import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What stands before a page that follows the log by the browser's own EventSource, which cannot send a header: it serves
 * the page, adds the credential to what it forwards, and takes from the page what it has seen.
 */
export class PageGateway {
  /** What the page has said, oldest first. */
  readonly said: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(target: string, token: string, page: string): Promise<PageGateway> {
    const server = createServer((incoming, outgoing) => {
      if (incoming.url === '/') outgoing.writeHead(200, { 'content-type': 'text/html' }).end(page);
      else if (incoming.url === '/said') void gateway.hear(incoming, outgoing);
      else forward(target, token, incoming, outgoing);
    });
    const gateway = new PageGateway(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async hear(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    let text = '';
    for await (const part of incoming.setEncoding('utf8')) text += part as string;
    this.said.push(text);
    outgoing.writeHead(204).end();
  }
}

function forward(target: string, token: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const headers = { ...incoming.headers, authorization: `Bearer ${token}`, connection: 'close' };
  const sent = request(`${target}${incoming.url ?? ''}`, { method: incoming.method, headers, agent: false });
  const cut = (): void => {
    outgoing.destroy();
    sent.destroy();
  };
  sent.on('response', (response) => {
    outgoing.writeHead(response.statusCode ?? 502, response.headers);
    response.on('error', cut).on('close', cut).pipe(outgoing);
  });
  sent.on('error', cut).end();
  outgoing.on('close', cut);
}
