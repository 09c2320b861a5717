// Tests run on the compiled code in dist/ (native ESM); `npm test` builds first.
const ring = (displayName, testMatch, more = {}) => ({
  displayName,
  rootDir: '.',
  testEnvironment: 'node',
  transform: {},
  testMatch,
  ...more,
});
const withDatabase = {
  globalSetup: '<rootDir>/dist/tests/support/global-setup.js',
  globalTeardown: '<rootDir>/dist/tests/support/global-teardown.js',
};

export default {
  testTimeout: 180_000, // a bound on hanging, not a budget: a busy machine is several times slower than an idle one
  reporters: ['default', '<rootDir>/scripts/still-running.reporter.mjs'],
  maxWorkers: 2,
  projects: [
    ring('rules', ['<rootDir>/dist/{apps,libs}/**/*.spec.js'], { testPathIgnorePatterns: ['\\.db\\.spec\\.js$'] }),
    ring('services', ['<rootDir>/dist/{apps,libs}/**/*.db.spec.js'], withDatabase),
    ring('journeys', ['<rootDir>/dist/tests/**/*.spec.js'], withDatabase),
  ],
};
