import { ConstantPool } from './constant-pool.js';
import { sized, signed, text, unsigned, vector } from './encoding.js';
import { FunctionCode, type Value } from './function-code.js';
import { LaneAlgebra } from './lane-algebra.js';
import { TYPES, type ValueType } from './operations.js';

const HEADER = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const SECTION = { type: 1, import: 2, function: 3, export: 7, code: 10, data: 11 } as const;
const SHARED_WITH_MAXIMUM = 3;
export const PAGE_BYTES = 65536;
/** 4 GiB: what a memory may grow to. */
export const MAX_PAGES = 65536;

interface ModuleFunction {
  readonly name: string;
  readonly type: readonly number[];
  readonly body: readonly number[];
}

/** What a function's body is written with. */
export interface Writing {
  readonly code: FunctionCode;
  readonly lanes: LaneAlgebra;
}

/** A module of exported functions on one shared memory, which is imported as `env.memory`. */
export class ModuleCode {
  private readonly functions: ModuleFunction[] = [];
  private operations = 0;

  constructor(private readonly pool: ConstantPool) {}

  /** Adds a function. @param write its body, and returns its result, an i32, if it has one */
  add(name: string, parameters: readonly ValueType[], write: (writing: Writing) => Value | undefined): void {
    const code = new FunctionCode(parameters);
    const result = write({ code, lanes: new LaneAlgebra(code, this.pool) });
    const types = parameters.map((type) => [TYPES[type]]);
    const type = [0x60, ...vector(types), ...vector(result ? [[TYPES.i32]] : [])];
    this.functions.push({ name, type, body: code.finish(result) });
    this.operations += code.size;
  }

  /** Operations of all functions. */
  get size(): number {
    return this.operations;
  }

  encode(): Uint8Array<ArrayBuffer> {
    const memory = [...text('env'), ...text('memory'), 2, SHARED_WITH_MAXIMUM, ...unsigned(1), ...unsigned(MAX_PAGES)];
    const { start, contents } = this.pool;
    const data = [0, 0x41, ...signed(start), 0x0b, ...sized(contents)];
    return Uint8Array.from([
      ...HEADER,
      ...section(SECTION.type, vector(this.functions.map(({ type }) => type))),
      ...section(SECTION.import, vector([memory])),
      ...section(SECTION.function, vector(this.functions.map((_, index) => unsigned(index)))),
      ...section(
        SECTION.export,
        vector(this.functions.map(({ name }, index) => [...text(name), 0, ...unsigned(index)])),
      ),
      ...section(SECTION.code, vector(this.functions.map(({ body }) => sized(body)))),
      ...section(SECTION.data, vector([data])),
    ]);
  }
}

function section(id: number, contents: readonly number[]): number[] {
  return [id, ...sized(contents)];
}
