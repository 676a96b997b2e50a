import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

/** A forked script that answers commands. */
export class Helper {
  waiting = new Map();
  next = 0;

  constructor(script) {
    this.child = fork(new URL(script, import.meta.url));
    this.child.on('message', ({ id, answer, error }) => {
      const { resolve, reject } = this.waiting.get(id);
      this.waiting.delete(id);
      if (error === undefined) resolve(answer);
      else reject(new Error(error));
    });
    this.child.once('exit', (code) => {
      for (const { reject } of this.waiting.values()) reject(new Error(`${script} ended with ${code}`));
    });
  }

  get pid() {
    return this.child.pid;
  }

  ask(command, options = {}) {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.child.send({ id, command, ...options });
    });
  }

  end() {
    return new Promise((resolve) => {
      this.child.once('exit', resolve);
      this.child.disconnect();
    });
  }
}

/** Forks a script that does one thing and answers once. */
export function once(script, options) {
  return new Promise((resolve, reject) => {
    const child = fork(new URL(script, import.meta.url));
    child.once('message', ({ answer, error }) => {
      if (error === undefined) resolve(answer);
      else reject(new Error(error));
    });
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
    child.send(options);
  });
}

/** Seconds of processor time that processes have had (proc(5)). */
export function cpuSeconds(pids) {
  return pids.reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return sum + (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }, 0);
}

/** Bytes of memory that processes hold (resident set). */
export function residentBytes(pids) {
  return pids.reduce(
    (sum, pid) => sum + Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES,
    0,
  );
}
