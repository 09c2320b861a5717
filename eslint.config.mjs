import tseslint from 'typescript-eslint';

/** Ceilings a little above what good files have; a suppression carries its reason. */
export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', '.data-test/', 'libs/platform/src/schema.types.ts', '**/*.mjs', '**/*.cjs'] },
  ...tseslint.configs.recommended,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 5],
      'max-depth': ['error', 3],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.spec.ts', 'tests/**', 'scripts/**'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-console': 'off',
    },
  },
  { files: ['libs/notifications/src/words.??.rules.ts'], rules: { 'max-lines': 'off' } }, // a table of texts, not code
  { files: ['apps/cli/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.{service,resolver,controller,module,guard}.ts', 'apps/**'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
);
