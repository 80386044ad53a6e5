// The archives of modules and the libraries beside them, in a real Pyodide: what was stripped from NumPy and pydicom is not missed.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { before, describe, it } from 'node:test';
import { loadPyodide } from 'pyodide';
import { ZSTDDecoder } from 'zstddec';
import { standardLibrary } from '../../scripts/archives.mjs';
import { project, runtimeManifest } from '../../scripts/paths.mjs';

const sitePackages = '/lib/python3.13/site-packages';
const linkedLibraries = ['numpy/_core/_multiarray_umath.cpython-313-wasm32-emscripten.so'];

let python;

describe('the archives of modules', () => {
  before(async () => {
    python = await loadPyodide();
    const { runtimeFolder, archives } = JSON.parse(readFileSync(runtimeManifest, 'utf8'));
    const read = (name) => readFileSync(project('dist', runtimeFolder, name));
    for (const name of Object.keys(archives).filter((name) => name !== standardLibrary)) {
      python.unpackArchive(new Uint8Array(read(name)), 'zip', { extractDir: sitePackages });
    }
    const decoder = new ZSTDDecoder();
    await decoder.init();
    for (const name of linkedLibraries) {
      const file = read(`${basename(name)}.bin`);
      const bytes = decoder.decode(file.subarray(4), file.readUInt32LE(0));
      python.FS.writeFile(`${sitePackages}/${name}`, bytes);
    }
  });

  it('hold the pinned versions', () => {
    const pins = JSON.parse(readFileSync(project('scripts', 'runtime.json'), 'utf8'));
    const versions = python.runPython(`
from importlib.metadata import version
f"{version('numpy')} {version('packaging')} {version('pydicom')}"
`);
    const { numpy, packaging, pydicom } = pins;
    assert.equal(versions, `${numpy.version} ${packaging.version} ${pydicom.version}`);
  });

  it('compute', () => {
    const value = python.runPython(`
import numpy as np
spectrum = np.fft.fft(np.ones(4))
inverse = np.linalg.inv(np.eye(2) * 2)
draw = np.random.default_rng(0).integers(10, size=3)
masked = np.ma.masked_less(np.arange(4), 2).sum()
float(spectrum[0].real + inverse[0, 0] + masked) if draw.shape == (3,) else None
`);
    assert.equal(value, 4 + 0.5 + 5);
  });

  it('import every module that they hold', () => {
    const failures = python.runPython(`
import importlib, pkgutil, warnings
import numpy, packaging, pydicom, dicom_viewer

def failures(package):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + ".", onerror=lambda name: None):
        try:
            importlib.import_module(module.name)
        except Exception as error:
            yield f"{module.name}: {error!r}"

warnings.simplefilter("ignore")
"\\n".join(line for package in (numpy, packaging, pydicom, dicom_viewer) for line in failures(package))
`);
    assert.equal(failures, '');
  });

  it('have empty docstrings, which stay text', () => {
    const documented = python.runPython(`
import numpy, pydicom
str([numpy.mean.__doc__, pydicom.Dataset.__doc__, pydicom.dcmread.__doc__])
`);
    assert.equal(documented, "['', '', '']");
  });

  it("read a DICOM file and colour it with pydicom's palettes", () => {
    python.FS.writeFile('/ct.dcm', readFileSync(project('.cache', 'pydicom', 'CT_small.dcm')));
    const shape = python.runPython(`
import pydicom, pydicom.pixels
array = pydicom.dcmread("/ct.dcm").pixel_array
coloured = pydicom.pixels.apply_color_lut(array.astype("uint8"), palette="HOT_IRON")
str((array.shape, coloured.shape))
`);
    assert.equal(shape, '((128, 128), (128, 128, 3))');
  });
});
