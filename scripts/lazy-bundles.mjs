// What a page fetches only when it is needed. Each is a bundle of its own, and a file of dist/.

/**
 * @typedef {object} LazyBundle
 * @property {string} file below dist/
 * @property {string} input the module that it begins with
 */

/** Codecs are named as python/dicom_viewer names them: transfer_syntax/codecs.py and colour/colour_management.py. */
const codecs = [
  'icc',
  'jpeg',
  'jpeg-12bit',
  'jpeg-lossless',
  'jpeg-ls',
  'jpeg2000',
  'jpeg-xl',
  'rle',
];

/** All but English, which is part of the element. */
const languages = ['de', 'es', 'fr', 'ja', 'zh-Hant'];

/** @type {LazyBundle[]} */
export const lazyBundles = [
  // the bar, its panels and the sliders
  { file: 'controls.js', input: 'src/controls/controls.ts' },
  // answers pointers, the wheel and keys
  { file: 'input.js', input: 'src/input/user-input.ts' },
  // the info panel and the tag browser
  { file: 'info.js', input: 'src/info/info.ts' },
  // saves and copies what is shown
  { file: 'export.js', input: 'src/export/export.ts' },
  // reads zip files
  { file: 'archive.js', input: 'src/source/files/archive.ts' },
  // retrieves DICOMweb resources
  { file: 'dicomweb.js', input: 'src/source/dicomweb/dicomweb.ts' },
  ...languages.map((tag) => ({
    file: `languages/${tag}.js`,
    input: `src/languages/${tag}/language.ts`,
  })),
  // the crosshair, and what stands in the corners
  { file: 'guides.js', input: 'src/guides/guides.ts' },
  // lets viewers follow each other
  { file: 'link.js', input: 'src/linking/linking.ts' },
  // shows layers above the images: segmentations, dose, a second series
  { file: 'layers.js', input: 'src/layers/layers.ts' },
  // the list of these in the bar
  { file: 'layers-list.js', input: 'src/layers-list/layers-list.ts' },
  // shows marks, and lets a visitor draw them
  { file: 'annotations.js', input: 'src/marks/marks.ts' },
  // runs the page author's own Python
  { file: 'pipeline.js', input: 'src/pipeline/pipeline.ts' },
  // a pipeline's controls and results
  { file: 'pipeline-panel.js', input: 'src/pipeline-panel/pipeline-panel.ts' },
  ...codecs.map((name) => ({ file: `codecs/${name}.js`, input: `src/worker/codecs/${name}.ts` })),
];
