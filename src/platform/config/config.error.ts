export interface VariableFault {
  readonly name: string;
  readonly expects: string;
}

/** One or more environment variables do not hold what they must. Names them, never their values. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly VariableFault[]) {
    super(
      ['The configuration is faulty:', ...faults.map((fault) => `  ${fault.name}: expected ${fault.expects}`)].join(
        '\n',
      ),
    );
    this.name = 'ConfigError';
  }
}
