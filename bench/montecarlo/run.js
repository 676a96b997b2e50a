// Measures Monte Carlo runs beside NumPy; see bench/README.md.
import { parseArgs } from 'node:util';
import { median } from '../ingest/median.js';
import { compileTimes } from './compile.js';
import { engine, numpy } from './contenders.js';
import { table } from './table.js';

const { values } = parseArgs({
  options: {
    samples: { type: 'string', default: '20000,1000000,10000000' },
    rounds: { type: 'string', default: '7' },
    threads: { type: 'string', default: '1,2' },
  },
});
const lengths = values.samples.split(',').map(Number);
const rounds = Number(values.rounds);
const note = (text) => console.error(text);

for (const [what, ms] of Object.entries(compileTimes())) console.log(`compiling ${what}: ${ms.toFixed(1)} ms`);

const contenders = [
  await numpy(note),
  ...(await Promise.all(values.threads.split(',').map((threads) => engine('vectors', Number(threads))))),
  await engine('loops', 1),
].filter((contender) => contender !== undefined);
try {
  for (const samples of lengths) console.log(table(samples, await measure(samples)));
} finally {
  for (const contender of contenders) contender.stop();
}

/** Medians of rounds in which all take turns, after a first run that is told apart. */
async function measure(samples) {
  const seen = contenders.map(({ name }) => ({ name, times: [], first: 0, mebibytes: 0, outcomes: new Set() }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      // The slowest is there for comparison only.
      if (contender.slow && (round > 1 || samples > 1_000_000)) continue;
      const { ms, mebibytes, outcome } = await contender.run(samples);
      const row = seen[index];
      if (round === 0) row.first = ms;
      else row.times.push(ms);
      row.mebibytes = mebibytes;
      if (outcome !== undefined) row.outcomes.add(outcome);
    }
    note(`${samples.toLocaleString('en')} samples, round ${round} of ${rounds}`);
  }
  const outcomes = new Set(seen.flatMap(({ outcomes }) => [...outcomes]));
  if (outcomes.size > 1) throw new Error('The runs of one plan do not have the same bits');
  return seen
    .filter(({ times }) => times.length > 0)
    .map(({ times, ...rest }) => ({ ...rest, ms: median(times), least: Math.min(...times) }));
}
