/** The order in which modules may know each other's messages, leftmost first (docs/architecture.md). */
const ORDER = ['identity', 'twin', 'telemetry', 'simulation', 'policy', 'action', 'audit', 'aiw'];
const MODULES = ORDER.join('|');

/** Files at the root that put the modules together, and the command line. */
const COMPOSITION = '^src/(app\\.module|server|main)\\.ts$|^src/cli/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A circle has no first file to read.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: `^src/(${MODULES}|cli)/` },
    },
    {
      name: 'modules-meet-by-messages-only',
      severity: 'error',
      from: { path: `^src/(${MODULES})/` },
      to: { path: `^src/(${MODULES})/`, pathNot: ['^src/$1/', '^src/[^/]+/messages/'] },
    },
    ...ORDER.slice(0, -1).map((module, i) => ({
      name: `${module}-knows-only-those-before-it`,
      severity: 'error',
      from: { path: `^src/${module}/` },
      to: { path: `^src/(${ORDER.slice(i + 1).join('|')})/` },
    })),
    {
      name: 'nothing-knows-the-composition',
      severity: 'error',
      from: { path: `^src/(platform|${MODULES})/` },
      to: { path: COMPOSITION },
    },
    {
      name: 'domain-code-is-plain',
      comment: 'Detectors, engines, confidence and transition tables are tested without a framework or a database.',
      severity: 'error',
      from: {
        path: '^src/(simulation/engine|telemetry/(adapters|detect|sources)/domain|policy/(confidence|decisions|proposals)/domain|action/domain)/',
      },
      to: { path: ['node_modules/(@nestjs|typeorm|pg|class-validator|bullmq)/', '\\.(dto|entity|controller)\\.ts$'] },
    },
    {
      name: 'no-undeclared-dependencies',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.(spec|fixture)\\.ts$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'undetermined'] },
    },
    {
      name: 'specs-are-not-imported',
      severity: 'error',
      from: { pathNot: '\\.(spec|fixture)\\.ts$' },
      to: { path: '\\.(spec|fixture)\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
