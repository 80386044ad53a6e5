import { expect } from 'chai';
import { strToU8 } from 'fflate';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { failureOf } from '../../failure.js';
import { otherOrigin, show } from '../harness.js';
import { folder } from '../layered.js';
import { linkedWheel, linkedWheelName } from './linked-wheel.js';
import { ct, putPipeline } from './pipeline.js';
import { fileOf, hashOf, wheel } from './wheels.js';

const { fetch } = globalThis;

/** Files that are served beside those of the server, by path; asked for as `served` has them. */
const files = new Map<string, Uint8Array<ArrayBuffer>>();
const asked: string[] = [];

before(() => {
  globalThis.fetch = async (input, init) => {
    const { href, origin, pathname } = new URL(
      input instanceof Request ? input.url : input,
      document.baseURI,
    );
    const file = origin === location.origin ? files.get(pathname) : undefined;
    asked.push(pathname);
    return fetch(file ? URL.createObjectURL(new Blob([file])) : href, init);
  };
});
after(() => {
  globalThis.fetch = fetch;
});
beforeEach(() => {
  files.clear();
  asked.length = 0;
});

/** Puts packages into a folder with the list of them. */
async function fill(folder: string, packages: Record<string, { code: string; depends: string[] }>) {
  const entries: Record<string, unknown> = {};
  for (const [name, { code, depends }] of Object.entries(packages)) {
    const module = name.replaceAll('-', '_');
    const bytes = wheel(module, code);
    files.set(`${folder}${fileOf(module)}`, bytes);
    entries[name] = { depends, file_name: fileOf(module), sha256: await hashOf(bytes) };
  }
  const lock = JSON.stringify({ packages: entries });
  files.set(`${folder}pyodide-lock.json`, new Uint8Array(strToU8(lock)));
}

/** An author's file with a block of dependencies. */
function script(block: string, code: string): string {
  const lines = block
    .trim()
    .split('\n')
    .map((line) => `# ${line.trim()}`);
  return ['# /// script', ...lines, '# ///', code].join('\n');
}

const listed = (...wheels: string[]) => `[tool.dicom-viewer]\nwheels = ${JSON.stringify(wheels)}`;
const needs = (...names: string[]) => `dependencies = ${JSON.stringify(names)}`;

function put(block: string, code: string, attributes: Record<string, string> = {}): DicomViewer {
  return putPipeline(script(block, code), attributes);
}

const three = 'import threes\ndef make(pixels): return pixels * 0 + threes.VALUE';

async function valueOf(element: DicomViewer): Promise<unknown> {
  await element.rendered;
  return element.pixelAt(10, 20);
}

// What docs/pipelines.md says of packages.
describe('a pipeline’s packages', () => {
  it('are the wheels that the file lists, by URLs relative to its own', async () => {
    files.set(`/lists/wheels/${fileOf('threes')}`, wheel('threes', 'VALUE = 3'));
    const block = listed(`./wheels/${fileOf('threes')}`);
    files.set('/lists/author.py', new Uint8Array(strToU8(script(block, three))));
    const element = await show(ct, { pipeline: '/lists/author.py' });
    expect(await valueOf(element)).to.equal(3);
    expect(asked.some((path) => path.includes('pyodide-lock'))).to.equal(false);
  });

  it('are those of dist/packages/ with what they need, each once', async () => {
    await fill('/dist/packages/', {
      threes: {
        code: 'import one_more\nVALUE = 2 + one_more.VALUE',
        depends: ['NumPy', 'One_More'],
      },
      'one-more': { code: 'VALUE = 1', depends: ['threes'] },
    });
    expect(await valueOf(put(needs('Threes >= 1.0', 'numpy'), three))).to.equal(3);
    expect(asked.filter((path) => path.endsWith('.whl')).sort()).to.deep.equal([
      `/dist/packages/${fileOf('one_more')}`,
      `/dist/packages/${fileOf('threes')}`,
    ]);
  });

  it('come from the page’s own folder only where dist/packages/ lacks them', async () => {
    await fill('/dist/packages/', { threes: { code: 'VALUE = 3', depends: [] } });
    await fill('/mine/', {
      threes: { code: 'VALUE = 4', depends: [] },
      fives: { code: 'VALUE = 5', depends: [] },
    });
    const code =
      'import threes, fives\ndef make(pixels): return pixels * 0 + threes.VALUE * fives.VALUE';
    const block = needs('threes', 'fives');
    expect(await failureOf(put(block, code).rendered)).to.include({ reason: 'package-unknown' });
    expect(await valueOf(put(block, code, { 'package-index': '/mine' }))).to.equal(15);
  });

  it('are not fetched where the file lists the package itself', async () => {
    await fill('/dist/packages/', { threes: { code: 'VALUE = 3', depends: [] } });
    files.set(`/own/${fileOf('threes')}`, wheel('threes', 'VALUE = 7'));
    const block = `${needs('threes')}\n${listed(`/own/${fileOf('threes')}`)}`;
    expect(await valueOf(put(block, three))).to.equal(7);
  });

  it('are checked: a wheel of another hash is refused', async () => {
    await fill('/dist/packages/', { threes: { code: 'VALUE = 3', depends: [] } });
    const path = `/dist/packages/${fileOf('threes')}`;
    const good = files.get(path);
    files.set(path, wheel('threes', 'VALUE = 666'));
    const failure = await failureOf(put(needs('threes'), three).rendered);
    expect(failure).to.include({ code: 'pipeline', reason: 'package-hash' });
    expect((failure as Error).message).to.include(fileOf('threes'));
    const hash = await hashOf(good as Uint8Array<ArrayBuffer>);
    const block = listed(`${path}#sha256=${hash}`);
    expect(await failureOf(put(block, three).rendered)).to.include({ reason: 'package-hash' });
    files.set(path, good as Uint8Array<ArrayBuffer>);
    expect(await valueOf(put(`${block} # again`, three))).to.equal(3);
  });

  for (const file of [
    'threes-1.0-cp312-cp312-pyodide_2024_0_wasm32.whl',
    'threes-1.0-cp313-cp313-manylinux_2_28_x86_64.whl',
    'threes.zip',
  ]) {
    it(`are built for this Python, and not ${file}`, async () => {
      files.set(`/wheels/${file}`, wheel('threes', 'VALUE = 3'));
      const failure = await failureOf(put(listed(`/wheels/${file}`), three).rendered);
      expect(failure).to.include({ reason: 'package-abi' });
    });
  }

  it('come from another origin only where the page allows that', async () => {
    const block = listed(`${await otherOrigin()}/wheels/${fileOf('threes')}`);
    const failure = await failureOf(put(block, three).rendered);
    expect(failure).to.include({ reason: 'package-origin' });
    expect(asked.some((path) => path.endsWith(fileOf('threes')))).to.equal(false);
  });

  it('that are missing are named, with why', async () => {
    const failure = await failureOf(
      put(listed('/nowhere/threes-1.0-py3-none-any.whl'), three).rendered,
    );
    expect(failure).to.include({ reason: 'package-unfetched' });
    const index = await failureOf(
      put(needs('threes'), three, { 'package-index': '/nowhere/' }).rendered,
    );
    expect((index as Error).message).to.include('pyodide-lock.json');
  });

  it('that nobody has brought are named, with the command that brings them', async () => {
    const failure = await failureOf(
      show(`${folder}ridge.dcm`, { pipeline: '/demo/pipelines/vesselness.py' }),
    );
    expect(failure).to.include({ code: 'pipeline', reason: 'package-unknown' });
    const { message } = failure as Error;
    expect(message).to.include('npx dicom-viewer-element packages opencv-python');
  });

  it('are asked for in a block that can be read', async () => {
    const failure = await failureOf(put('dependencies = [', three).rendered);
    expect((failure as Error).message).to.include('the block of dependencies');
  });

  it('are of a version that the file allows', async () => {
    await fill('/dist/packages/', { threes: { code: 'VALUE = 3', depends: [] } });
    const block = needs('threes<2', "absent; sys_platform == 'win32'", 'pydicom>=3');
    expect(await valueOf(put(block, three))).to.equal(3);
    const failure = await failureOf(put(needs('threes>=2'), three).rendered);
    expect(failure).to.include({ code: 'pipeline', reason: 'pipeline-raised' });
    expect((failure as Error).message).to.include('the file asks for threes>=2, and 1.0 is there');
  });

  it('may be slow to load: that counts for no pipeline-timeout', async () => {
    const code =
      'import time\nend = time.monotonic() + 2.5\nwhile time.monotonic() < end: pass\nVALUE = 3';
    files.set(`/wheels/${fileOf('threes')}`, wheel('threes', code));
    const element = put(listed(`/wheels/${fileOf('threes')}`), three, { 'pipeline-timeout': '1' });
    expect(await valueOf(element)).to.equal(3);
  });
});

describe('binary packages', () => {
  const wheels = {
    imagecodecs: 'imagecodecs-2026.10.10-cp312-abi3-pyemscripten_2025_0_wasm32.whl',
    OpenCV: 'opencv_python-4.11.0.86-cp313-cp313-pyodide_2025_0_wasm32.whl',
  };
  const codes = {
    imagecodecs: `
import imagecodecs, numpy as np
def make(pixels):
    values = np.arange(4096, dtype=np.uint16).reshape(64, 64)
    for name in ("png", "jpegls", "jpegxl", "zstd"):
        encode, decode = (getattr(imagecodecs, f"{name}_{way}") for way in ("encode", "decode"))
        options = {"lossless": True} if name == "jpegxl" else {}
        packed = decode(encode(values, **options))
        if isinstance(packed, bytes):
            packed = np.frombuffer(packed, np.uint16).reshape(64, 64)
        assert np.array_equal(packed, values), name
    return pixels * 0 + 3`,
    OpenCV: `
import cv2, numpy as np
def make(pixels):
    values = np.zeros((9, 9), np.float32)
    values[4, 4] = 16
    blurred = cv2.GaussianBlur(values, (3, 3), 0)
    assert blurred[3:6, 3:6].round(3).tolist() == [[1, 2, 1], [2, 4, 2], [1, 2, 1]], blurred
    return pixels * 0 + 3`,
  };
  for (const name of ['imagecodecs', 'OpenCV'] as const) {
    it(`run: ${name}`, async function () {
      const url = `/.cache/wheels/${wheels[name]}`;
      if (!(await fetch(url, { method: 'HEAD' })).ok) {
        this.skip(); // scripts/test-wheels.mjs has said that it can't be had
      }
      const element = put(listed(url), codes[name], { 'pipeline-timeout': '30' });
      expect(await valueOf(element)).to.equal(3);
    });
  }

  it('find lines in the gallery: OpenCV, from an index', async function () {
    const url = `/.cache/wheels/${wheels.OpenCV}`;
    const response = await fetch(url);
    if (!response.ok) {
      this.skip(); // as above
    }
    const sha256 = await hashOf(new Uint8Array(await response.arrayBuffer()));
    const entry = { depends: ['numpy'], file_name: url, sha256 };
    const lock = JSON.stringify({ packages: { 'opencv-python': entry } });
    files.set('/lists/pyodide-lock.json', new Uint8Array(strToU8(lock)));
    const element = await show(`${folder}ridge.dcm`, {
      pipeline: '/demo/pipelines/vesselness.py',
      'package-index': '/lists/',
      parameters: '{"narrow": 3, "wide": 3, "contrast": 150}',
      'pipeline-timeout': '30',
    });
    await element.rendered;
    // A line as wide as the filter bends by height / 2√2 at its crest, see test/fixtures/layered_files.py.
    const bend = 400 / (2 * Math.SQRT2);
    const expected = 100 * (1 - Math.exp(-(bend ** 2) / (2 * 150 ** 2)));
    expect(await element.pixelAt(40, 30)).to.be.closeTo(expected, 0.03 * expected);
    expect(await element.pixelAt(40, 42)).to.equal(0); // it bends the other way there
  });

  it('may bring libraries that their modules need, in a folder of their own', async () => {
    files.set(`/wheels/${linkedWheelName}`, linkedWheel());
    const code = 'import probe\ndef make(pixels): return pixels * 0 + probe.answer';
    expect(await valueOf(put(listed(`/wheels/${linkedWheelName}`), code))).to.equal(42);
  });
});
