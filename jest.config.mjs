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
  testTimeout: 60_000,
  maxWorkers: 2,
  projects: [
    ring('rules', ['<rootDir>/dist/{apps,libs}/**/*.spec.js'], { testPathIgnorePatterns: ['\\.db\\.spec\\.js$'] }),
    ring('services', ['<rootDir>/dist/{apps,libs}/**/*.db.spec.js'], withDatabase),
    ring('journeys', ['<rootDir>/dist/tests/**/*.spec.js'], withDatabase),
  ],
};
