import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import { allExports, trimExports } from '../../scripts/trim-exports.mjs';

/** (module (func (result i32) i32.const 7) (export "used" (func 0)) (export "spare" (func 0)) (export "last" (func 0))) */
const wasm = Buffer.from(
  '0061736d01000000' + // magic and version
    '010501600001' +
    '7f' + // types
    '03020100' + // functions
    '0717' +
    '03' +
    '0475736564' +
    '0000' +
    '057370617265' +
    '0000' +
    '046c617374' +
    '0000' + // exports
    '0a06010400' +
    '41070b', // code
  'hex',
);

function exportsOf(bytes) {
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
}

test('WebAssembly keeps what is used and works', () => {
  assert.deepEqual(Object.keys(exportsOf(wasm)), ['used', 'spare', 'last']);
  const exports = exportsOf(trimExports(wasm, (name) => name !== 'spare'));
  assert.deepEqual(Object.keys(exports), ['used', 'last']);
  assert.equal(exports.used(), 7);
});

test('all exports can take the place of the trimmed ones, those that are not used under a marked name', () => {
  const isUsed = (name) => name !== 'spare';
  const section = allExports(wasm, isUsed);
  const trimmed = trimExports(wasm, isUsed);
  const start = 8 + 7 + 4; // after the types and functions
  const end = start + 2 + trimmed[start + 1];
  const whole = Buffer.concat([trimmed.subarray(0, start), section, trimmed.subarray(end)]);
  const exports = exportsOf(whole);
  assert.deepEqual(Object.keys(exports), ['used', '+spare', 'last']);
  assert.equal(exports['+spare'](), 7);
});

test('WebAssembly of which all is used stays as it is', () => {
  assert.deepEqual(
    trimExports(wasm, () => true),
    wasm,
  );
});
