// The linter's rules: strict with types for src and test, plain JavaScript for scripts.

import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import { configs as lit } from 'eslint-plugin-lit';
import tseslint from 'typescript-eslint';
import { root } from './paths.mjs';

function readonly(...names) {
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}

const nodeGlobals = readonly(
  ...[
    'AbortSignal',
    'TextEncoder',
    'URL',
    'URLSearchParams',
    'console',
    'fetch',
    'performance',
    'process',
  ],
  ...['WebAssembly', 'setTimeout'],
);
const pageGlobals = readonly(
  ...['EventSource', 'FileReader', 'document', 'fetch', 'navigator', 'performance'],
  'requestAnimationFrame',
);

export default defineConfig(
  { ignores: ['.cache/', '.venv/', 'demo/data/', 'dist/', 'node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // It asks for `!`, which another rule forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
    },
  },
  { files: ['src/**/*.ts'], extends: [lit['flat/recommended']], rules: { 'no-console': 'error' } },
  {
    name: 'the worker has no page',
    files: ['src/worker/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', 'document', 'window', 'localStorage'] },
  },
  {
    name: "chai's assertions are expressions",
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: nodeGlobals } },
  {
    files: ['test/browsers/*.js', 'test/bench/peers/*.js', 'scripts/cli/page.js'],
    languageOptions: { globals: pageGlobals },
  },
  {
    name: 'it tries names that may not be there',
    files: ['test/element/pipelines/attempts.js'],
    rules: { 'no-undef': 'off' },
  },
  {
    name: 'part of it runs in a page',
    files: ['scripts/screenshots.mjs'],
    languageOptions: { globals: pageGlobals },
  },
);
