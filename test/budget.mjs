// The most bytes that a page may cost: tests hold dist/ to them, benchmarks compare what crosses the network with them.

/** The element's one file, as gzip. */
export const elementBudget = 45_000;

/** The scripts that a page fetches when it needs them, as gzip. */
export const lazyBundlesBudget = {
  'controls.js': 16_400,
  'input.js': 9_000,
  'info.js': 21_000,
  'export.js': 8_000,
  'archive.js': 26_000,
  'dicomweb.js': 8_000,
  'languages/de.js': 8_420,
  'languages/es.js': 8_140,
  'languages/fr.js': 8_360,
  'languages/ja.js': 8_940,
  'languages/zh-Hant.js': 8_590,
  'guides.js': 9_000,
  'link.js': 5_000,
  'layers.js': 8_000,
  'layers-list.js': 3_000,
  'annotations.js': 16_000,
  'pipeline.js': 12_000,
  'pipeline-panel.js': 12_000,
  'codecs/icc.js': 14_000,
  'codecs/jpeg.js': 13_000,
  'codecs/jpeg-12bit.js': 3_000,
  'codecs/jpeg-lossless.js': 3_500,
  'codecs/jpeg-ls.js': 12_000,
  'codecs/jpeg2000.js': 13_000,
  'codecs/jpeg-xl.js': 11_000,
  'codecs/rle.js': 1_000,
};

/** The runtime's files that every start fetches. */
export const startFilesBudget = {
  'pyodide.asm.js': 360_000,
  'pyodide.asm.wasm.bin': 2_220_000,
  'base.patch.bin': 1_570_000,
  'image.patch.bin': 1_910_000,
  '_multiarray_umath.cpython-313-wasm32-emscripten.so.bin': 505_000,
  'zstandard.wasm': 56_000,
};

/** Archives of modules: each is fetched only when a module of it is missed. */
export const spareFilesBudget = {
  'dicom_viewer.zip': 250_000,
  'layers.zip': 40_000,
  'measurement.zip': 15_000,
  'numpy.zip': 450_000,
  'numpy_fft.zip': 120_000,
  'numpy_lib.zip': 175_000,
  'numpy_linalg.zip': 445_000,
  'numpy_random.zip': 580_000,
  'packaging.zip': 85_000,
  'pipeline.zip': 40_000,
  'pipeline_images.zip': 4_000,
  'pydicom.zip': 520_000,
  'pydicom_private.zip': 140_000,
  'pyodide.exports.bin': 86_000,
  'python_stdlib.zip': 2_430_000,
  'recovery.zip': 25_000,
  'tags.zip': 5_000,
  'thumbnails.zip': 3_000,
};

/** All that a first visit fetches until Python is ready: element, worker and start files, from a host that compresses. */
export const firstVisitBudget = 6_450_000;
