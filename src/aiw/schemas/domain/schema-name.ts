/** What a schema's name looks like: a family, and the version of it. */
export const SCHEMA_NAME = /^([a-z][a-z0-9_.-]*)\.v([1-9][0-9]{0,5})$/;
export const LONGEST_SCHEMA_NAME = 128;

export interface SchemaName {
  readonly family: string;
  readonly version: number;
}

/** The parts of a name; undefined when it is none. */
export function schemaName(name: string): SchemaName | undefined {
  const [, family, version] = name.length > LONGEST_SCHEMA_NAME ? [] : (SCHEMA_NAME.exec(name) ?? []);
  return family === undefined ? undefined : { family, version: Number(version) };
}
