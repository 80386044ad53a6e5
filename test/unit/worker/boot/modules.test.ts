import { expect } from 'chai';

import type { Outcome, Run } from './booted-python.js';

/** Python as it starts from the image; each test has one of its own. */
class BootedPython {
  readonly #worker = new Worker('/dist/booted-python.js', { type: 'module' });

  run(code: string, file?: ArrayBuffer): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#worker.onmessage = ({ data }: MessageEvent<Outcome>) => {
        resolve(data);
      };
      this.#worker.onerror = ({ message }) => {
        reject(new Error(message));
      };
      this.#worker.postMessage({ code, ...(file && { file }) } satisfies Run);
    });
  }

  end(): void {
    this.#worker.terminate();
  }
}

const modulesPresent = `
import json, sys
json.dumps(sorted(name for name in sys.modules if name.split(".")[0] == "dicom_viewer"))
`;

const showAnImage = `
import sys
from dicom_viewer import Study, View
from page import file

before = set(sys.modules)
study = Study()
study.add(0, file.to_bytes())
series = study.choose(0)
for view in (View(), View(invert=True, colormap="hot")):
    series.prepare(view)
    for frame, image in series.images(view):
        frame.render(view)
    series.metadata(view)
str(sorted(set(sys.modules) - before))
`;

/** Evaluates an expression without a network, then with one; tells the failure and the value. */
const withoutNetworkAtFirst = (expression: string) => `
import numpy
from dicom_viewer.errors import ViewerError
from pyodide.code import run_js

run_js('''
    globalThis.Request0 = XMLHttpRequest;
    globalThis.XMLHttpRequest = class extends XMLHttpRequest {
        open(method, url, isAsync) {
            super.open(method, 'http://127.0.0.1:1/', isAsync);
        }
    };
''')
try:
    ${expression}
except ViewerError as error:
    failure = str(error)
run_js("globalThis.XMLHttpRequest = Request0")
f"{failure}; {${expression}}"
`;

describe('Python that starts from its image', () => {
  let python: BootedPython;
  beforeEach(() => {
    python = new BootedPython();
  });
  afterEach(() => {
    python.end();
  });

  it('has every module of dicom_viewer that belongs to no archive of its own', async () => {
    const response = await fetch('/python-modules.json');
    const all = (await response.json()) as { name: string; archive: string }[];
    const expected = all.filter(({ archive }) => archive === 'dicom_viewer.zip');
    const { value, archives } = await python.run(modulesPresent);
    expect(JSON.parse(value)).to.deep.equal(expected.map(({ name }) => name).sort());
    expect(archives).to.be.empty;
  });

  for (const name of ['CT_small.dcm', 'SC_rgb_small_odd.dcm', 'examples_palette.dcm']) {
    it(`fetches no archive to show ${name}`, async () => {
      const file = await (await fetch(`/.cache/pydicom/${name}`)).arrayBuffer();
      const { value, archives } = await python.run(showAnImage, file);
      expect(value).to.equal('[]');
      expect(archives).to.be.empty;
    });
  }

  for (const [module, archive] of [
    ['colorsys', 'python_stdlib.zip'],
    ['numpy.polynomial', 'numpy.zip'],
    ['numpy.random', 'numpy_random.zip'],
    ['numpy.fft', 'numpy_fft.zip'],
    ['pydicom.overlays', 'pydicom.zip'],
    ['dicom_viewer.recovery.swallowed_image', 'recovery.zip'],
  ] as const) {
    it(`fetches ${archive} alone when ${module} is missed`, async () => {
      const before = await python.run(`import sys; "${module}" in sys.modules`);
      expect(before).to.deep.equal({ value: 'false', archives: [] });
      const { value, archives } = await python.run(`import ${module}; ${module}.__name__`);
      expect(value).to.equal(module);
      expect(archives).to.deep.equal([archive]);
    });
  }

  for (const [what, code, value, archives] of [
    ['a function of NumPy', 'import numpy; str(numpy.pad([1], 1))', '[0 1 0]', ['numpy_lib.zip']],
    [
      'what a manufacturer calls an element',
      'from pydicom.datadict import private_dictionary_VR as vr; vr(0x00191018, "GEMS_ACQU_01")',
      'LO',
      ['pydicom_private.zip'],
    ],
    [
      'a module of the standard library',
      'import uuid; uuid.UUID(int=1).urn[-2:]',
      '01',
      ['python_stdlib.zip'],
    ],
    [
      'bits of overlays',
      'import numpy; str(numpy.unpackbits(numpy.uint8([5]))[-3:])',
      '[1 0 1]',
      [],
    ],
  ] as const) {
    it(`fetches ${archives[0] ?? 'nothing'} when ${what} is used`, async () => {
      expect(await python.run(code)).to.deep.equal({ value, archives });
    });
  }

  it('knows no creator of private elements that the dictionary lacks', async () => {
    const code = `
from pydicom.datadict import private_dictionary_VR as vr
try:
    vr(0x00191018, "NOBODY")
except KeyError as error:
    found = error.args[0]
found`;
    const { value } = await python.run(code);
    expect(value).to.match(/NOBODY/);
  });

  it('fetches the linear algebra of NumPy when it is used', async () => {
    const code = 'import numpy as np; str(np.linalg.svd(np.diag([3.0, 2.0]))[1].tolist())';
    const { value, archives } = await python.run(code);
    expect(value).to.equal('[3.0, 2.0]');
    expect(archives).to.deep.equal(['numpy_linalg.zip']);
    const again = 'np.linalg.det(np.eye(2)), np.linalg.inv(np.eye(2) * 2).tolist()';
    expect((await python.run(again)).value).to.equal('(np.float64(1.0), [[0.5, 0.0], [0.0, 0.5]])');
  });

  it('fetches an archive once', async () => {
    const { value, archives } = await python.run('import colorsys, wave; wave.__name__');
    expect(value).to.equal('wave');
    expect(archives).to.deep.equal(['python_stdlib.zip']);
  });

  for (const [expression, archive, expected] of [
    ['__import__("colorsys").__name__', 'python_stdlib.zip', 'colorsys'],
    ['numpy.pad([1], 1)', 'numpy_lib.zip', '[0 1 0]'],
    [
      '__import__("dicom_viewer.recovery.swallowed_image").__name__',
      'recovery.zip',
      'dicom_viewer',
    ],
  ] as const) {
    it(`reports that it can not fetch ${archive} by a code, and fetches it when it is missed again`, async () => {
      const { value, archives } = await python.run(withoutNetworkAtFirst(expression));
      const [failure = '', found] = value.split('; ');
      expect(failure).to.match(/^network: file-unfetched \(file=\w+\.zip, detail=.+\)$/);
      expect(failure).to.include(archive);
      expect(found).to.equal(expected);
      expect(archives).to.deep.equal([archive]);
    });
  }

  it('fetches nothing for a module that no archive holds', async () => {
    const code = 'import importlib.util; importlib.util.find_spec("no_such_module")';
    const { archives } = await python.run(code);
    expect(archives).to.be.empty;
  });
});
