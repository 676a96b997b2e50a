// Runs the reference model when its parent asks for a number of samples.
import { createHash } from 'node:crypto';
import { runInBlocks } from '../../dist/src/simulation/engine/monte-carlo/run-monte-carlo.js';
import { SimulationPool } from '../../dist/src/simulation/engine/monte-carlo/simulation-pool.js';
import { SCENARIO } from './scenario.js';

const [way, threads] = process.argv.slice(2);
const pool = new SimulationPool(Number(threads));

process.on('message', (samples) => void answer(samples));

async function answer(samples) {
  const plan = { scenario: SCENARIO, seed: 2026, samples };
  const begun = performance.now();
  const outcome = way === 'loops' ? runInBlocks(plan, {}, 4096) : await pool.run(plan);
  const ms = performance.now() - begun;
  const hash = createHash('sha256').update(JSON.stringify(outcome)).digest('hex');
  process.send({ ms, mebibytes: process.resourceUsage().maxRSS / 1024, outcome: hash });
}
