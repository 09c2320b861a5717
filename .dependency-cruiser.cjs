// The libs stand in a row: calls point left, events point right. See docs/adr/0001-row-of-contexts.md.
const ROW = ['platform', 'identity', 'norms', 'rounds', 'comments', 'reviews', 'reports', 'notifications'];
const leftOnly = ROW.map((lib, i) => ({
  name: `left-only:${lib}`,
  severity: 'error',
  from: { path: `^libs/${lib}/` },
  to: { path: `^libs/(${ROW.slice(i + 1).join('|') || 'none'})/` },
}));
const notTests = '\\.spec\\.ts$';

module.exports = {
  forbidden: [
    ...leftOnly,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'rules-are-pure',
      comment: 'rules and policies decide; they load nothing and know no framework',
      severity: 'error',
      from: { path: '\\.(rules|policy)\\.ts$' },
      to: {
        path: '^(libs|apps)/|node_modules/(@nestjs|typeorm|pg|bullmq)/',
        pathNot: '\\.(rules|types|policy)\\.ts$|^libs/platform/src/refusal\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'suffix-is-contract',
      comment: 'from another lib only services, queries, loaders, rules, types, events, jobs and modules may be imported',
      severity: 'error',
      from: { path: '^libs/([^/]+)/', pathNot: notTests },
      to: {
        path: '^libs/',
        pathNot: [
          '^libs/$1/',
          '^libs/platform/',
          '\\.(service|events|types|rules|policy|jobs|module|queries|visibility|loader)\\.ts$',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'thin-resolvers',
      severity: 'error',
      from: { path: '\\.resolver\\.ts$' },
      to: { path: '\\.entity\\.ts$|node_modules/typeorm', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'web-sees-only-pure',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^libs/', pathNot: '\\.(rules|types|policy)\\.ts$' },
    },
    { name: 'libs-know-no-app', severity: 'error', from: { path: '^libs/', pathNot: notTests }, to: { path: '^(apps|tests)/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { conditionNames: ['source', 'import', 'node', 'default'], exportsFields: ['exports'] },
  },
};
