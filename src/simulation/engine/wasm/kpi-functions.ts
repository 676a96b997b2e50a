import type { Expression } from '../expression/expression.js';
import { ConstantPool } from './constant-pool.js';
import { inputsOf, writeKpi } from './kpi-code.js';
import { ModuleCode, PAGE_BYTES } from './module-code.js';
import { POOL_END } from './vector-library.js';

/** A KPI's code: see writeKpi. */
export type KpiFunction = (out: number, bytes: number, ...columns: readonly number[]) => number;

/** Operations that are compiled at most: beyond them a run costs less than its compiler. */
const MOST_OPERATIONS = 20_000;
/** Modules that are kept for the next run of the same KPIs. */
const MOST_MODULES = 8;

const modules = new Map<string, CompiledKpis>();

interface CompiledKpis {
  readonly module: WebAssembly.Module;
  readonly names: ReadonlySet<string>;
}

/**
 * The code of some expressions on a memory, in one module. What is missing was too large, and is left to JavaScript. The modules
 * of the latest expressions are kept, as their code depends on nothing else of a run.
 */
export function kpiFunctionsOn(
  memory: WebAssembly.Memory,
  expressions: readonly Expression[],
): ReadonlyMap<Expression, KpiFunction> {
  const { module, names } = compiled(expressions);
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return new Map(
    expressions.flatMap((expression, index) =>
      names.has(nameOf(index)) ? [[expression, exports[nameOf(index)] as KpiFunction] as const] : [],
    ),
  );
}

function compiled(expressions: readonly Expression[]): CompiledKpis {
  const key = JSON.stringify(expressions);
  const kept = modules.get(key) ?? compile(expressions);
  modules.delete(key);
  modules.set(key, kept);
  const [oldest] = modules.keys();
  if (modules.size > MOST_MODULES && oldest !== undefined) modules.delete(oldest);
  return kept;
}

function compile(expressions: readonly Expression[]): CompiledKpis {
  const code = new ModuleCode(new ConstantPool(POOL_END, PAGE_BYTES));
  const names = new Set<string>();
  expressions.forEach((expression, index) => {
    if (code.size > MOST_OPERATIONS) return;
    const addresses = inputsOf(expression).map(() => 'i32' as const);
    try {
      code.add(nameOf(index), ['i32', 'i32', ...addresses], writeKpi(expression));
      names.add(nameOf(index));
    } catch (error) {
      // Too many constants, or too deep a nest of functions for the stack.
      if (!(error instanceof RangeError)) throw error;
    }
  });
  return { module: new WebAssembly.Module(code.encode()), names };
}

function nameOf(index: number): string {
  return `kpi${index}`;
}
