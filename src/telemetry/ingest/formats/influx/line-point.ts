/** A line of InfluxDB's line protocol, as it is written: nothing in it is validated beyond its grammar. */
export interface LinePoint {
  readonly measurement: string;
  readonly tags: ReadonlyMap<string, string>;
  /** Its numbers, with booleans as 1 and 0. Texts are left out. */
  readonly fields: readonly (readonly [name: string, value: number])[];
  readonly timestamp: string | undefined;
}

/** Why a line cannot be read. */
export class LineFault extends Error {
  /** @param at place in the text where reading went wrong */
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
    this.name = 'LineFault';
  }
}
