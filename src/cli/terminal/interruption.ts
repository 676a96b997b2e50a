/** The two ways in which a person or a supervisor asks a process to stop, and the exit codes that shells expect. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

export interface Interruption {
  /** Aborts at the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** The exit code that tells which signal it was; undefined as long as there was none. */
  readonly exitCode: number | undefined;
  /** Gives the signals back to the process. */
  release(): void;
}

/** Turns the first SIGINT or SIGTERM into an aborted signal; a second one ends the process at once, as without us. */
export function catchInterruption(source: NodeJS.EventEmitter = process): Interruption {
  const controller = new AbortController();
  let exitCode: number | undefined;
  const stop = (name: keyof typeof EXIT_CODES) => () => {
    release();
    exitCode = EXIT_CODES[name];
    controller.abort();
  };
  const onInt = stop('SIGINT');
  const onTerm = stop('SIGTERM');
  const release = () => {
    source.removeListener('SIGINT', onInt);
    source.removeListener('SIGTERM', onTerm);
  };
  source.on('SIGINT', onInt);
  source.on('SIGTERM', onTerm);
  return {
    signal: controller.signal,
    get exitCode() {
      return exitCode;
    },
    release,
  };
}
