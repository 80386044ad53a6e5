// Which archive holds which module.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOutsidePages, modulesOfArchives, sortIntoArchives } from '../../scripts/archives.mjs';

describe('files in archives', () => {
  const table = [
    ['study.zip', /^viewer\/study\//],
    ['viewer.zip', /^viewer\//],
  ];

  it('are sorted by the first pattern that their path matches', () => {
    const files = { 'viewer/bridge.pyc': 1, 'viewer/study/series.pyc': 2 };
    assert.deepEqual(sortIntoArchives(files, table), {
      'study.zip': { 'viewer/study/series.pyc': 2 },
      'viewer.zip': { 'viewer/bridge.pyc': 1 },
    });
  });

  it('all belong to one', () => {
    assert.throws(() => sortIntoArchives({ 'other.pyc': 1 }, table), /no archive for other\.pyc/);
  });
});

describe('the modules of archives', () => {
  it('are named once for a package that lies in one archive', () => {
    const paths = ['numpy/__init__.pyc', 'numpy/fft/__init__.pyc', 'numpy/fft/helper.pyc'];
    assert.deepEqual(modulesOfArchives({ 'numpy.zip': paths }), { 'numpy.zip': ['numpy'] });
  });

  it('are named where a package lies in two archives', () => {
    const contents = {
      'study.zip': ['viewer/study/__init__.pyc', 'viewer/study/series.pyc'],
      'viewer.zip': ['viewer/__init__.pyc', 'viewer/bridge.pyc'],
    };
    assert.deepEqual(modulesOfArchives(contents), {
      'study.zip': ['viewer.study'],
      'viewer.zip': ['viewer'],
    });
  });

  it('are those of Python and of C, and not what else lies there', () => {
    const paths = [
      'json.py',
      '_bits.cpython-313-wasm32-emscripten.so',
      'viewer-1.0.dist-info/METADATA',
      'viewer/palettes/hot.dcm',
    ];
    assert.deepEqual(modulesOfArchives({ 'all.zip': paths }), { 'all.zip': ['_bits', 'json'] });
  });
});

describe('what pages need nothing of', () => {
  it('is the command and the hosts', () => {
    for (const path of ['__main__.py', 'hosts/sentences.py', 'hosts/command/png.py']) {
      assert.ok(isOutsidePages(path), path);
    }
    for (const path of ['__init__.py', 'study/study.py', 'bridge/__init__.py']) {
      assert.ok(!isOutsidePages(path), path);
    }
  });
});
