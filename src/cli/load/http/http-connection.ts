import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { endpoint } from '../../client/endpoint.js';
import { failed, type Frame, type LoadAnswer, type LoadConnection } from '../load-connection.js';
import { readAnswer } from './read-answer.js';
import { ResponseParser } from './response-parser.js';

const PATH = 'telemetry/ingest';

/** What stands before the body of each request. */
export function httpFrame(url: string, token: string | undefined, bodyLength: number): Frame {
  const { host, pathname } = endpoint(url, PATH);
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `host: ${host}`,
    'content-type: application/json',
    `content-length: ${bodyLength}`,
    ...(token === undefined ? [] : [`authorization: Bearer ${token}`]),
  ];
  return { head: `${head.join('\r\n')}\r\n\r\n` };
}

/**
 * A kept-alive connection with one request under way at a time, on a bare socket: per request it takes a fraction of
 * what `fetch` or the agent of `node:http` take, which would be the bottleneck before the server is.
 */
export class HttpConnection implements LoadConnection {
  readonly #url: URL;
  #socket: Socket | undefined;
  #parser = new ResponseParser();
  #settle: ((answer: LoadAnswer) => void) | undefined;

  constructor(
    url: string,
    /** Readings of each request, where the answer does not tell how many were accepted. */
    private readonly readings: number,
  ) {
    this.#url = new URL(url);
  }

  send(payload: Buffer): Promise<LoadAnswer> {
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#socket ??= this.#open();
      this.#socket.write(payload);
    });
  }

  close(): void {
    this.#socket?.destroy();
  }

  #open(): Socket {
    const { protocol, hostname, port } = this.#url;
    const secure = protocol === 'https:';
    const host = hostname.replace(/^\[|\]$/g, '');
    const target = { host, port: Number(port || (secure ? 443 : 80)) };
    const socket = secure ? connectTls({ ...target, servername: host }) : connectPlain(target);
    socket.setNoDelay(true);
    this.#parser = new ResponseParser();
    socket.on('data', (chunk: Buffer) => {
      this.#take(socket, chunk);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#lost(socket, error.code ?? error.message);
    });
    socket.on('close', () => {
      this.#lost(socket, 'closed');
    });
    return socket;
  }

  #take(socket: Socket, chunk: Buffer): void {
    try {
      const response = this.#parser.push(chunk);
      if (!response) return;
      if (response.closes) this.#leave(socket);
      this.#answer(readAnswer(response, this.readings));
    } catch (error) {
      this.#lost(socket, (error as Error).message);
    }
  }

  #lost(socket: Socket, reason: string): void {
    if (this.#socket !== socket) return;
    this.#leave(socket);
    this.#answer(failed(reason));
  }

  #leave(socket: Socket): void {
    this.#socket = undefined;
    socket.destroy();
  }

  #answer(answer: LoadAnswer): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(answer);
  }
}
