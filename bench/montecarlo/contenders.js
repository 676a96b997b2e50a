import { fork, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The engine in a process of its own, whose first run of a length is cold. @param way `vectors` or `loops` */
export function engine(way, threads) {
  const child = fork(new URL('./engine.js', import.meta.url), [way, String(threads)]);
  return {
    name: way === 'loops' ? 'loops over typed arrays' : `vector code, ${threads} thread${threads > 1 ? 's' : ''}`,
    slow: way === 'loops',
    run: (samples) =>
      new Promise((resolve, reject) => {
        const ended = () => reject(new Error('The engine ended'));
        child.once('exit', ended);
        child.once('message', (message) => {
          child.off('exit', ended);
          resolve(message);
        });
        child.send(samples);
      }),
    stop: () => child.kill(),
  };
}

/** NumPy in a process of its own; undefined, after a word about it, where there is none. */
export async function numpy(note) {
  const child = spawn('python3', [new URL('./reference.py', import.meta.url).pathname]);
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value: version } = await lines.next();
  if (version === undefined) {
    note('!!! There is no python3 with numpy: NOTHING IS COMPARED, and there are no ratios.');
    return undefined;
  }
  note(version);
  return {
    name: version,
    reference: true,
    run: async (samples) => {
      child.stdin.write(`${samples}\n`);
      return JSON.parse((await lines.next()).value);
    },
    stop: () => child.kill(),
  };
}
