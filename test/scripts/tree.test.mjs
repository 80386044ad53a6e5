// The tree in CONTRIBUTING.md.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { python, src } from '../../scripts/layers.mjs';
import { page, treeOf, withTree } from '../../scripts/tree.mjs';

describe('the tree in CONTRIBUTING.md', () => {
  const text = readFileSync(page, 'utf8');

  it('is that of the sources; if not, "npm run tree" writes it', () => {
    assert.equal(withTree(text), text);
  });

  it('has a purpose for every folder', () => {
    const lines = text.split('\n');
    for (const [name, { planned }] of [src, python].flatMap(Object.entries)) {
      if (planned) continue;
      assert.ok(
        lines.some((line) => new RegExp(`^  ${name}/? +\\S.*\\.$`).test(line)),
        name,
      );
    }
  });
});

describe('a tree', () => {
  it('names folders in the order of the table, each with its files', () => {
    const table = { element: { purpose: 'The element.' }, 'view/planes': { purpose: 'Planes.' } };
    const paths = ['view/planes/axial', 'element', 'view/planes/oblique'];
    const modules = paths.map((path) => ({ path, imports: [], packages: [] }));
    assert.deepEqual(treeOf('src', table, modules), [
      'src/',
      '  element             The element.',
      '  view/planes/        Planes.',
      '                      axial  oblique',
    ]);
  });

  it('takes a purpose from the first sentence of a docstring', () => {
    const modules = [
      ['pixels/__init__', 'Stored values\nof PS3.5. They are decoded.'],
      ['pixels/frame', 'One frame.'],
      ['errors', 'Codes.'],
    ].map(([path, doc]) => ({ path, doc, imports: [], packages: [] }));
    assert.deepEqual(treeOf('python', { pixels: {}, errors: {} }, modules), [
      'python/',
      '  pixels/             Stored values of PS3.5.',
      '                      frame',
      '  errors              Codes.',
    ]);
  });

  it('wraps long lists of files', () => {
    const names = Array.from({ length: 30 }, (_, index) => `file-${index + 10}`);
    const modules = names.map((name) => ({ path: `all/${name}`, imports: [], packages: [] }));
    const lines = treeOf('src', { all: { purpose: 'All.' } }, modules);
    assert.ok(lines.length > 3);
    assert.ok(lines.every((line) => line.length <= 118));
    assert.deepEqual(
      lines.slice(2).flatMap((line) => line.trim().split(/ +/)),
      names,
    );
  });
});
