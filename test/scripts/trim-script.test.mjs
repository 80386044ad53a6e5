import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trimScript } from '../../scripts/trim-script.mjs';

/** Like Emscripten's script, which makes a module of a table of imports and an instance's exports. */
const script = `
var create = (() => {
  return (async function (moduleArg = {}) {
    var Module = moduleArg;
    var helper = () => 'helped';
    function _wanted() { return helper(); }
    _wanted.sig = 'v';
    function _unwanted() { return other(); }
    _unwanted.sig = 'v';
    var other = () => 'never';
    var wasmImports = { wanted: _wanted, unwanted: _unwanted };
    var wasmExports = await Module.instantiate(wasmImports);
    var _called = Module["_called"] = wasmExports["called"];
    var _spare = Module["_spare"] = wasmExports["spare"];
    Module["helper"] = helper;
    Module["spareHelper"] = helper;
    Module.begin = wasmExports["begin"]();
    var SDL = { audio: null };
    Module.audio = () => SDL.audio;
    Module.plain = helper;
    const key = 'computed';
    Module[key] = helper;
    return Module;
  });
})();
globalThis.createForTest = create;`;

const trimmed = trimScript(script, new Set(['wanted']), ['_called', 'helper', 'plain']);

test('a trimmed script works as before', async () => {
  (0, eval)(trimmed);
  const instantiate = async (imports) => ({
    begin: () => imports.wanted(),
    called: () => 'called',
    spare: () => 'spare',
  });
  const module = await globalThis.createForTest({ instantiate });
  assert.equal(module.begin, 'helped');
  assert.equal(module._called(), 'called');
  for (const name of ['helper', 'plain', 'computed']) assert.equal(module[name](), 'helped');
});

test('it has what is imported with its signature, and what that needs', () => {
  for (const name of ['_wanted.sig', 'function _wanted', 'var helper']) {
    assert.ok(trimmed.includes(name), name);
  }
});

test('it lacks what nothing imports, what only that needs, and exports that nobody uses', () => {
  for (const name of ['unwanted', 'other', 'never', 'spare', 'var SDL']) {
    assert.ok(!trimmed.includes(name), name);
  }
});
