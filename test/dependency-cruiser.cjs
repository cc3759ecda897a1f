/** The role names of architecture.md, held by a machine. test/structure/boundaries.test.ts asserts that modules were seen. */
const feature = 'src/features/([^/]+)';
/** A slice of many files has rooms: features/email/reading/. */
const inRooms = (role) => [`^${feature}/[a-z-]*${role}\\.ts$`, `^${feature}/[a-z]+/[a-z-]*${role}\\.ts$`];

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'rules-know-no-slack',
      comment: 'model, service and store speak of deals, not of Slack',
      severity: 'error',
      from: { path: inRooms('(model|service|store)') },
      to: { path: ['^src/slack/', 'node_modules/@slack/'] },
    },
    {
      name: 'store-is-private',
      comment: "another slice's rows are reached through its service",
      severity: 'error',
      from: { path: `^${feature}/` },
      to: { path: inRooms('store'), pathNot: '^src/features/$1/' },
    },
    {
      name: 'views-are-pure',
      comment: 'a view fetches nothing: record and words in, blocks out',
      severity: 'error',
      from: { path: inRooms('views') },
      to: { path: ['/[a-z-]*(service|store|jobs|effects)\\.ts$', '^src/db/', 'node_modules/(knex|axios)/'] },
    },
    {
      name: 'models-import-only-lib',
      severity: 'error',
      from: { path: `^${feature}/model\\.ts$` },
      to: { path: '^src/', pathNot: ['^src/lib/', '^src/features/$1/', '/model\\.ts$'] },
    },
    {
      name: 'reading-touches-nothing',
      comment: 'a mail is read in a thread of its own: bytes in, what they say out',
      severity: 'error',
      from: { path: '^src/features/email/reading/' },
      to: { path: ['^src/(db|slack|outbox|access|events)/', '(store|service|views|effects)\\.ts$'] },
    },
    {
      name: 'lib-imports-nobody',
      severity: 'error',
      from: { path: '^src/lib/' },
      to: { path: '^src/(?!lib/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'migrations-are-frozen',
      comment: 'a migration that imports from src changes when src does',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^src/' },
    },
    {
      name: 'product-knows-no-sandbox',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/sandbox/' },
      to: { path: ['^src/sandbox/', '^fixtures/', '^test/'] },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', '^src/(sandbox/page/|main\\.js)'] },
      to: {},
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/sandbox/page/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
