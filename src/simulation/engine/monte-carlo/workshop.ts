import { BLOCK_SIZE } from '../block.js';
import { createMemory, RunMemory, scratchStartOf } from '../wasm/run-memory.js';
import { VectorArithmetic } from '../wasm/vector-arithmetic.js';
import type { BlockArithmetic } from './block-arithmetic.js';
import type { CheckedPlan } from './check-plan.js';
import { Crew, CREW_WORDS } from './crew.js';
import { PlainArithmetic } from './plain-arithmetic.js';

/** Uniform numbers, lists of tails, and what quantiles keep of a stretch of values. */
const FIXED_SCRATCH_BYTES = 2 ** 20;
const COLUMN_BYTES = 8 * (BLOCK_SIZE + 16);

/** What the first thread of a run computes with. */
export interface Workshop {
  readonly arithmetic: BlockArithmetic;
  /** Absent when the arithmetic has no memory to share. */
  readonly crew?: Crew;
  readonly memory?: WebAssembly.Memory;
}

/** A memory as one of the threads of a run uses it. */
export interface Place {
  readonly memory: WebAssembly.Memory;
  readonly threads: number;
  /** Of the threads; the first is 0. */
  readonly number: number;
}

/**
 * Vector code on a memory, or on a new one; loops over typed arrays where the process has no room for a memory.
 * @param threads that may take part in the run
 */
export function workshopFor(plan: CheckedPlan, threads: number, given?: WebAssembly.Memory): Workshop {
  const memory = given ?? createMemory();
  if (!memory) return { arithmetic: new PlainArithmetic(BLOCK_SIZE) };
  const crew = Crew.found(crewWords(memory));
  return { arithmetic: vectorsAt(plan, { memory, threads, number: 0 }), crew, memory };
}

/** Vector code for one of the threads of a run. */
export function vectorsAt(plan: CheckedPlan, { memory, threads, number }: Place): BlockArithmetic {
  const scratch = scratchBytes(plan);
  const start = scratchStartOf(number, scratch);
  return new VectorArithmetic(new RunMemory(memory, start, scratchStartOf(threads, scratch)), BLOCK_SIZE);
}

/** At the front of the memory, whatever the run. */
export function crewWords({ buffer }: WebAssembly.Memory): Int32Array<SharedArrayBuffer> {
  return new Int32Array(buffer, 0, CREW_WORDS);
}

/** Of a thread: a column for each parameter of each candidate at most. */
function scratchBytes({ scenario }: CheckedPlan): number {
  const overridden = scenario.candidates.map(({ parameters }) => Object.keys(parameters ?? {}).length);
  const columns = overridden.reduce((sum, count) => sum + count, Object.keys(scenario.parameters).length);
  return FIXED_SCRATCH_BYTES + columns * COLUMN_BYTES;
}
