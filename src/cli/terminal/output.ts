import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** A stream that lines are written to, and that its reader may close. */
export interface Output {
  /** Aborts when the reader of a pipe, `head` for one, has seen enough. */
  readonly closed: AbortSignal;
  /** Writes a line, and waits until there is room for the next or the signal aborts. */
  line(text: string, signal: AbortSignal): Promise<void>;
  /** Gives the stream back. */
  release(): void;
}

export function watchOutput(stream: Writable): Output {
  const controller = new AbortController();
  const onError = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE') throw error;
    controller.abort();
  };
  stream.on('error', onError);
  return {
    closed: controller.signal,
    line: async (text, signal) => {
      if (!stream.write(`${text}\n`)) await once(stream, 'drain', { signal }).catch(() => undefined);
    },
    release: () => {
      stream.removeListener('error', onError);
    },
  };
}
