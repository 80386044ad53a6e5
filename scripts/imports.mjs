// What the sources import, read from their syntax: of each other, and of packages.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';
import { project } from './paths.mjs';

/**
 * A module, by its path without extension below its side's root.
 *
 * @typedef {{ path: string, doc?: string, imports: string[], packages: string[] }} Module
 */

/** @returns {Module[]} those of a folder of TypeScript */
export function typescriptModules(folder = project('src')) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.ts'));
  const modules = names.map((name) => {
    const imported = importsOf(readFileSync(join(folder, name), 'utf8'));
    const relative = imported.filter((specifier) => specifier.startsWith('.'));
    return {
      path: name.replace(/(\.d)?\.ts$/, ''),
      imports: relative.map((specifier) =>
        posix.join(dirname(name), specifier).replace(/\.js$/, ''),
      ),
      packages: imported.filter((specifier) => !specifier.startsWith('.')).map(packageOf),
    };
  });
  return modules.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** What a module of TypeScript imports, in whichever way; workers that it starts are not imported. */
export function importsOf(code) {
  const specifiers = new Set();
  const visit = (node) => {
    const named =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isImportTypeNode(node)
          ? node.argument.literal
          : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
            ? node.arguments[0]
            : undefined;
    if (named && ts.isStringLiteralLike(named)) specifiers.add(named.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('module.ts', code, ts.ScriptTarget.Latest));
  return [...specifiers];
}

/** @returns {Module[]} those of a Python package, each with its docstring */
export function pythonModules(folder = project('python', 'dicom_viewer')) {
  const command = [project('scripts', 'modules.py'), folder];
  const output = execFileSync(project('.venv', 'bin', 'python'), command, { encoding: 'utf8' });
  const root = posix.basename(folder);
  const pathOf = (name) => name.split('.').slice(1).join('/');
  return Object.entries(JSON.parse(output)).map(([name, { doc, imports }]) => ({
    path: pathOf(name),
    doc,
    imports: imports.filter((other) => isWithin(other, root)).map(pathOf),
    packages: imports.filter((other) => !isWithin(other, root)).map((other) => other.split('.')[0]),
  }));
}

function isWithin(name, root) {
  return name.split('.')[0] === root;
}

function packageOf(specifier) {
  return /^(@[^/]+\/)?[^/]+/.exec(specifier)[0];
}
