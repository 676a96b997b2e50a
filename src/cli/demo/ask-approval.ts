import { createInterface } from 'node:readline/promises';

/** Asks the person at the terminal; without one, or when it ends, nothing is approved. */
export async function askApproval(signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const ended = new Promise<string>((resolve) =>
    terminal.once('close', () => {
      resolve('no');
    }),
  );
  try {
    const answer = await Promise.race([terminal.question('  Approve it? [y/N] ', { signal }), ended]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
