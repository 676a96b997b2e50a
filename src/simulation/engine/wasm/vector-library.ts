import { ConstantPool } from './constant-pool.js';
import { writeBrackets } from './bracket-code.js';
import { ModuleCode } from './module-code.js';
import {
  writeExponential,
  writeExponentials,
  writeNormal,
  writeTriangular,
  writeUniform,
  writeWeibull,
} from './sampler-code.js';
import { writeDeviations, writeSums } from './statistics-code.js';
import { writeUniforms } from './uniform-code.js';

/** The functions that every run uses, on addresses in the run's memory. What each does stands where its code is written. */
export interface VectorLibrary {
  uniforms(out: number, bytes: number, counter: number, seed: number, parameter: number): void;
  normal(uniforms: number, out: number, bytes: number, list: number, mean: number, std: number): void;
  uniform(uniforms: number, out: number, bytes: number, low: number, range: number): void;
  triangular(
    uniforms: number,
    out: number,
    bytes: number,
    low: number,
    high: number,
    split: number,
    rising: number,
    falling: number,
  ): void;
  exponential(uniforms: number, out: number, bytes: number, rate: number): void;
  weibull(uniforms: number, out: number, bytes: number, power: number, scale: number): void;
  exponentials(values: number, out: number, bytes: number): void;
  sums(values: number, bytes: number, sums: number): number;
  deviations(values: number, bytes: number, sums: number, mean: number): void;
  brackets(values: number, bytes: number, bounds: number, counts: number, out: number): number;
}

/** Where the library keeps its constants: in the first page, which runs leave alone. */
const POOL_START = 1024;
export const POOL_END = 16_384;

let library: WebAssembly.Module | undefined;

/** The library on a memory. It is compiled once in a thread. */
export function vectorLibraryOn(memory: WebAssembly.Memory): VectorLibrary {
  library ??= new WebAssembly.Module(encodeLibrary());
  return new WebAssembly.Instance(library, { env: { memory } }).exports as unknown as VectorLibrary;
}

function encodeLibrary(): Uint8Array<ArrayBuffer> {
  const code = new ModuleCode(new ConstantPool(POOL_START, POOL_END));
  const [i32, f64] = ['i32', 'f64'] as const;
  code.add('uniforms', [i32, i32, i32, i32, i32], writeUniforms);
  code.add('normal', [i32, i32, i32, i32, f64, f64], writeNormal);
  code.add('uniform', [i32, i32, i32, f64, f64], writeUniform);
  code.add('triangular', [i32, i32, i32, f64, f64, f64, f64, f64], writeTriangular);
  code.add('exponential', [i32, i32, i32, f64], writeExponential);
  code.add('weibull', [i32, i32, i32, f64, f64], writeWeibull);
  code.add('exponentials', [i32, i32, i32], writeExponentials);
  code.add('sums', [i32, i32, i32], writeSums);
  code.add('deviations', [i32, i32, i32, f64], writeDeviations);
  code.add('brackets', [i32, i32, i32, i32, i32], writeBrackets);
  return code.encode();
}
