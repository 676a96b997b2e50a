import { parseExpression } from '../../dist/src/simulation/engine/expression/parse-expression.js';
import { kpiFunctionsOn } from '../../dist/src/simulation/engine/wasm/kpi-functions.js';
import { createMemory } from '../../dist/src/simulation/engine/wasm/run-memory.js';
import { vectorLibraryOn } from '../../dist/src/simulation/engine/wasm/vector-library.js';
import { SCENARIO } from './scenario.js';

/** Milliseconds that generating and compiling takes in a process that has done neither. */
export function compileTimes() {
  const memory = createMemory();
  const names = new Set(Object.keys(SCENARIO.parameters));
  const kpis = Object.values(SCENARIO.kpis).map((source) => parseExpression(source, names));
  const worst = Array.from({ length: 40 }, () => parseExpression(new Array(49).fill('sin(price)').join(' ^ '), names));
  return {
    library: timed(() => vectorLibraryOn(memory)),
    'KPIs of the reference model': timed(() => kpiFunctionsOn(memory, kpis)),
    'the largest module': timed(() => kpiFunctionsOn(memory, worst)),
  };
}

function timed(action) {
  const begun = performance.now();
  action();
  return performance.now() - begun;
}
