import { strToU8, zipSync } from 'fflate';

/**
 * A library that exports a function (WebAssembly's text format, and that in binary with the section `dylink.0`):
 *
 *     (func (export "probe_answer") (result i32) (i32.const 42))
 */
const library =
  'AGFzbQEAAAAADwhkeWxpbmsuMAEEAAAAAAEFAWAAAX8DAgEABxABDHByb2JlX2Fuc3dlcgAACgYBBABBKgs=';

/**
 * A module of Python's that needs it: `dylink.0` names libprobe.so, to be looked for in $ORIGIN/../probe.libs. The data
 * are a PyModuleDef, whose name is written when the module is created, and the names `_probe` and `answer`.
 *
 *     (import "env" "probe_answer" (func $answer (result i32)))
 *     (import "env" "PyModule_Create2" (func $create (param i32 i32) (result i32)))
 *     (import "env" "PyModule_AddIntConstant" (func $add (param i32 i32 i32) (result i32)))
 *     (func (export "PyInit__probe") (result i32) (local $module i32)
 *       (i32.store offset=20 (global.get $base) (i32.add (global.get $base) (i32.const 52)))
 *       (local.set $module (call $create (global.get $base) (i32.const 1013)))
 *       (drop (call $add (local.get $module) (i32.add (global.get $base) (i32.const 59)) (call $answer)))
 *       (local.get $module))
 */
const extension =
  'AGFzbQEAAAAANwhkeWxpbmsuMAEERAAAAAINAQtsaWJwcm9iZS5zbwUXARUkT1JJR0lOLy4uL3Byb2JlLmxpYnMBEgNgAAF/YAJ/fwF/YAN/f38BfwJsBQNlbnYGbWVtb3J5AgAAA2Vudg1fX21lbW9yeV9iYXNlA38AA2Vudgxwcm9iZV9hbnN3ZXIAAANlbnYQUHlNb2R1bGVfQ3JlYXRlMgABA2VudhdQeU1vZHVsZV9BZGRJbnRDb25zdGFudAACAwIBAAcRAQ1QeUluaXRfX3Byb2JlAAMKJwElAQF/IwAjAEE0ajYCFCMAQfUHEAEhACAAIwBBO2oQABACGiAACwtIAQAjAAtCAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP////8AAAAAAAAAAAAAAAAAAAAAAAAAAF9wcm9iZQBhbnN3ZXIA';

export const linkedWheelName = 'probe-1.0-cp313-cp313-pyemscripten_2025_0_wasm32.whl';

/** A wheel whose binary module needs a library of the wheel's own folder `.libs`, as SciPy's needs OpenBLAS. */
export function linkedWheel(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    zipSync({
      'probe/__init__.py': strToU8('from probe._probe import answer'),
      'probe/_probe.cpython-313-wasm32-emscripten.so': bytesOf(extension),
      'probe.libs/libprobe.so': bytesOf(library),
      'probe-1.0.dist-info/METADATA': strToU8('Metadata-Version: 2.1\nName: probe\nVersion: 1.0\n'),
    }),
  );
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
