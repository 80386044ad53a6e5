// The wire between TypeScript and Python: both sides declare the same fields and functions, and the bridge keeps to them.

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import ts from 'typescript';
import { run } from '../../scripts/command.mjs';
import { project } from '../../scripts/paths.mjs';
import { environment } from '../../scripts/python.mjs';

const sources = ['src/protocol/messages.ts', 'src/worker/bridge-functions.ts'];
const { compilerOptions } = ts.readConfigFile(project('tsconfig.json'), ts.sys.readFile).config;
const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, project());
const program = ts.createProgram(
  sources.map((path) => project(path)),
  options,
);
const checker = program.getTypeChecker();
const exported = new Map(
  sources
    .map((path) => checker.getSymbolAtLocation(program.getSourceFile(project(path))))
    .flatMap((module) => checker.getExportsOfModule(module))
    .map((symbol) => [symbol.name, checker.getDeclaredTypeOfSymbol(symbol)]),
);

let python;

/** A type as test/scripts/wire.py writes it; the text of a literal is a string, and undefined is None in Python. */
function nameOf(type) {
  const name = type.aliasSymbol?.name ?? type.symbol?.name;
  if (name in python.objects) return name;
  if (type.isUnion()) return [...new Set(type.types.map(nameOf))].sort().join(' | ');
  if (type.isIntersection()) return nameOf(type.types[0]);
  if (checker.isArrayLikeType(type)) return `${nameOf(checker.getTypeArguments(type)[0])}[]`;
  if (type.getCallSignatures().length > 0) return 'function';
  if (type.flags & ts.TypeFlags.StringLike) return 'string';
  if (type.flags & ts.TypeFlags.NumberLike) return 'number';
  if (type.flags & ts.TypeFlags.BooleanLike) return 'boolean';
  if (type.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) return 'null';
  assert.ok(type.flags & ts.TypeFlags.Object, `no type of the wire: ${checker.typeToString(type)}`);
  return 'object';
}

function fieldsOf(type) {
  const fields = checker.getPropertiesOfType(type);
  return Object.fromEntries(
    fields.map((each) => [each.name, nameOf(checker.getTypeOfSymbol(each))]),
  );
}

function signatureOf(symbol) {
  const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures();
  return {
    parameters: signature.parameters.map((each) => [
      each.name,
      nameOf(checker.getTypeOfSymbol(each)),
    ]),
    value: nameOf(signature.getReturnType()),
  };
}

describe('the wire', () => {
  before(async () => {
    const { ok, output } = await run(await environment(), [project('test', 'scripts', 'wire.py')]);
    assert.ok(ok, output);
    python = JSON.parse(output);
  });

  it('has the same fields of the same types on both sides', () => {
    const names = Object.keys(python.objects);
    const fields = names.map((name) => [name, fieldsOf(exported.get(name))]);
    assert.deepEqual(Object.fromEntries(fields), python.objects);
  });

  it('has the same functions of the same parameters and values on both sides', () => {
    const functions = checker.getPropertiesOfType(exported.get('BridgeFunctions'));
    const signatures = functions.map((each) => [each.name, signatureOf(each)]);
    assert.deepEqual(Object.fromEntries(signatures), python.functions);
  });

  it('has no objects that are not compared but the lines of a crosshair', () => {
    const compared = Object.values(python.objects).flatMap(Object.values);
    const values = Object.values(python.functions).map(({ value }) => value);
    const objects = [...compared, ...values].filter((type) => /\bobject\b/.test(type));
    assert.deepEqual(objects, ['object']);
  });
});
