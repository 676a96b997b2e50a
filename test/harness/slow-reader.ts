import { connect, type Socket } from 'node:net';
import { createParser } from 'eventsource-parser';

/** A subscriber on a bare socket that reads only when it is told to. */
export class SlowReader {
  /** Cursors of the events that it has read. */
  readonly cursors: string[] = [];
  /** Whether it has seen the end of the connection; it sees that only when it reads. */
  closed = false;

  private constructor(private readonly socket: Socket) {
    const parser = createParser({
      onEvent: ({ id, event }) => {
        if (event !== 'hello') this.cursors.push(id ?? '');
      },
    });
    socket.on('data', (bytes: Buffer) => {
      parser.feed(bytes.toString('latin1'));
    });
    socket.on('error', () => undefined).on('close', () => (this.closed = true));
  }

  /** Subscribes, and does not read. */
  static async open(url: string, token: string, query = ''): Promise<SlowReader> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.pause();
    const asking = `GET /subscribe${query} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n\r\n`;
    await new Promise<void>((resolve) =>
      socket.write(asking, () => {
        resolve();
      }),
    );
    return new SlowReader(socket).pause();
  }

  pause(): this {
    this.socket.pause();
    return this;
  }

  resume(): this {
    this.socket.resume();
    return this;
  }

  cut(): void {
    this.socket.destroy();
  }
}
