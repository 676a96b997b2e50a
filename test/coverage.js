// Line coverage of src by the unit specs (in Jest) and the end-to-end suites (in the servers they start), together.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import coverage from 'istanbul-lib-coverage';
import report from 'istanbul-lib-report';
import reports from 'istanbul-reports';

const NEEDED = 85;
const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];

function run(args, env = {}) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  if (status !== 0) process.exit(status ?? 1);
}

rmSync('coverage', { recursive: true, force: true });
run([
  ...jest,
  '--selectProjects',
  'unit',
  '--coverage',
  '--coverageReporters=json',
  '--coverageDirectory=coverage/unit',
]);
run([...jest, '--selectProjects', 'e2e', '--maxWorkers=2'], { OPSTWIN_SERVER_COVERAGE: 'coverage/raw' });
run([
  'node_modules/c8/bin/c8.js',
  'report',
  '--temp-directory=coverage/raw',
  '--reports-dir=coverage/e2e',
  '--reporter=json',
  '--exclude-after-remap',
  '--include=src/**/*.ts',
]);

const map = coverage.createCoverageMap({});
for (const part of ['unit', 'e2e']) map.merge(JSON.parse(readFileSync(`coverage/${part}/coverage-final.json`, 'utf8')));
// The source maps of some dependencies name files of a folder src of theirs as if they were ours.
map.filter((file) => existsSync(file) && !/\.(spec|fixture)\.ts$/.test(file));
const context = report.createContext({ dir: 'coverage', coverageMap: map });
reports.create('text-summary').execute(context);
reports.create('html').execute(context);

const { lines } = map.getCoverageSummary();
console.log(`Lines of src: ${lines.pct} % of at least ${NEEDED} %`);
process.exit(lines.pct >= NEEDED ? 0 : 1);
