/**
 * The import rules of `docs/architecture.md`: renderer → shared ← electron, never from one feature of the
 * page into another, and `electron` only in its two folders. swc reads the sources, because
 * dependency-cruiser does not know TypeScript 7; type-only imports count like all others.
 */
const tests = '([.]test[.]tsx?$|[.]e2e[.]ts$|/testing/|/support/|test-[a-z]+[.]ts$|conformance[.]ts$)';

module.exports = {
  forbidden: [
    {
      name: 'shared-stands-alone',
      comment: 'shared/ is imported by every process, so it imports none of them.',
      severity: 'error',
      from: { path: '^shared/', pathNot: tests },
      to: { path: '^(electron|renderer|e2e|bench|scripts)/' },
    },
    {
      name: 'shared-is-pure',
      comment: 'shared/ runs in pages and in Node: no Node, no React, no DOM library.',
      severity: 'error',
      from: { path: '^shared/', pathNot: '([.]test[.]ts$|/testing/)' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'shared-without-interface',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: 'node_modules/(react|react-dom|@mantine|@tanstack|zustand|electron)/' },
    },
    {
      name: 'renderer-knows-only-shared',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(electron|e2e|bench|scripts)/' },
    },
    {
      name: 'renderer-without-node',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '[.]test[.]tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-knows-no-renderer',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^(renderer|e2e|bench|scripts)/' },
    },
    {
      name: 'features-are-independent',
      comment: 'What two features need goes to renderer/components or renderer/lib.',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'parts-below-features',
      severity: 'error',
      from: { path: '^renderer/(components|lib)/' },
      to: { path: '^renderer/(features|app)/' },
    },
    {
      name: 'electron-in-two-folders',
      comment: 'Everything else runs, and is tested, without Electron.',
      severity: 'error',
      from: { pathNot: '^electron/(main|preload)/' },
      to: { path: '(^electron$|node_modules/(electron|electron-store)/)' },
    },
    {
      name: 'core-knows-no-host',
      severity: 'error',
      from: { path: '^electron/core/' },
      to: { path: '^electron/(main|preload|server)/' },
    },
    {
      name: 'hosts-are-independent',
      severity: 'error',
      from: { path: '^electron/(main|preload)/' },
      to: { path: '^electron/server/' },
    },
    {
      name: 'server-without-main',
      severity: 'error',
      from: { path: '^electron/server/' },
      to: { path: '^electron/(main|preload)/' },
    },
    {
      name: 'no-test-code-in-the-app',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/', pathNot: tests },
      to: { path: '(/testing/|[.]test[.]tsx?$)' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-is-found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '[.](css|svg|png)$' },
    },
    {
      name: 'packages-are-declared',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^out/' },
    parser: 'swc',
    extraExtensionsToScan: [],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json'],
    },
  },
};
