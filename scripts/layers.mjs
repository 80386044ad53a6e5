// Who may import whom in src/ and in python/dicom_viewer/. Each entry is a folder, or a module that lies in none; it
// imports only entries that stand below it. test/scripts/layers.test.mjs compares these tables with the sources.

/** @type {Record<string, import('./layer-check.mjs').Layer>} */
export const src = {
  'hosts/extension': {
    purpose: 'The browser extension: its page, and what opens that.',
    imports: ['dicom-viewer'],
  },
  'hosts/notebook': {
    purpose: "The front end of Python's widget: has files sent, and follows its traits.",
    imports: ['dicom-viewer'],
  },
  'dicom-viewer': {
    purpose: 'The element: its lifecycle, methods and shadow tree.',
    imports: [
      ...['element', 'viewer-properties', 'types', 'marking', 'exporting', 'export', 'templates'],
      ...['input', 'display', 'view', 'runtime', 'protocol'],
    ],
    packages: ['lit'],
  },
  element: {
    purpose:
      'What the element is made of: the source it asks for, its lazily fetched parts, what a visitor does.',
    imports: [
      ...['viewer-properties', 'controls', 'guides', 'layers', 'layers-list', 'linking', 'info'],
      ...[
        'marking',
        'pipeline',
        'pipeline-panel',
        'exporting',
        'templates',
        'input',
        'display',
        'source',
        'source/files',
      ],
      ...['events', 'view', 'runtime'],
    ],
    packages: ['lit'],
  },
  'viewer-properties': {
    purpose: "The element's properties that a page sets, and their attributes.",
    imports: ['events', 'annotations', 'view', 'protocol', 'attributes'],
    packages: ['lit'],
  },
  types: {
    purpose: "The types that the element's module exports.",
    imports: ['export', 'events', 'annotations', 'view', 'protocol'],
  },
  info: {
    purpose: 'The info panel, its summary and its tags; fetched when an element first has it.',
    imports: ['tags', 'controls', 'templates', 'display', 'view', 'protocol'],
    packages: ['lit', 'lucide'],
  },
  'pipeline-panel': {
    purpose:
      'The part of the info panel for a pipeline: its controls and its results; fetched when first open.',
    imports: ['pipeline', 'tags', 'controls', 'templates', 'protocol'],
    packages: ['lit'],
  },
  tags: {
    purpose: 'The tag browser: a tree of all elements, searched, compared and saved.',
    imports: ['controls', 'view', 'protocol'],
    packages: ['lit', 'lucide'],
  },
  'layers-list': {
    purpose: 'The list of layers in the bar; fetched when an element with controls has any.',
    imports: ['layers', 'controls', 'templates', 'view'],
    packages: ['lucide'],
  },
  layers: {
    purpose:
      'Layers above the images: segmentations, dose, a second series; fetched when there are any.',
    imports: [
      'pipeline',
      'templates',
      'display',
      'source',
      'events',
      'view',
      'runtime',
      'protocol',
    ],
    packages: ['lit'],
  },
  controls: {
    purpose:
      'The bar below the image, its panels and the sliders; fetched when an element first has controls.',
    imports: [
      ...['templates', 'export', 'input', 'display', 'annotations', 'view', 'runtime', 'protocol'],
    ],
    packages: ['lit', 'lucide'],
  },
  exporting: {
    purpose: 'Fetches what exports when something is, and connects the element with it.',
    imports: ['export'],
  },
  export: {
    purpose: 'The shown image, its frames, its file and its marks as files; fetched when needed.',
    imports: ['guides', 'display', 'annotations', 'view', 'protocol'],
    packages: ['lit'],
  },
  pipeline: {
    purpose:
      "The page author's own Python behind its wall, its inputs and results; fetched when needed.",
    imports: ['display', 'annotations', 'events', 'view', 'runtime', 'protocol'],
    packages: ['lit'],
  },
  guides: {
    purpose: 'What lies above the images: crosshair, corners, scale bar; fetched when first shown.',
    imports: ['linking', 'templates', 'display', 'annotations', 'view', 'protocol'],
    packages: ['lit'],
  },
  linking: {
    purpose:
      'Viewers of one name follow each other, and cut each other; fetched when first linked.',
    imports: ['display', 'annotations', 'events', 'view', 'protocol'],
    packages: ['lit'],
  },
  templates: {
    purpose: 'Functions of state that return HTML: panes, controls, information, status; the CSS.',
    imports: ['display', 'events', 'view', 'protocol'],
    packages: ['lit'],
  },
  marking: {
    purpose: 'Fetches what shows marks when there are any, and connects the element with it.',
    imports: ['marks', 'tools', 'annotations', 'events'],
  },
  marks: {
    purpose: 'Marks above the images: drawn, dragged, listed and measured; fetched when needed.',
    imports: ['display', 'tools', 'annotations', 'events', 'view', 'protocol'],
    packages: ['lit'],
  },
  input: {
    purpose:
      'Pointer, fingers, wheel, keys, drop and paste: changes of the view, and files; fetched when needed.',
    imports: ['display', 'tools', 'source/files', 'events', 'view', 'protocol'],
    packages: ['lit'],
  },
  display: {
    purpose:
      'From a source to pixels on a canvas: the newest view is painted; frames by the clock.',
    imports: ['source', 'events', 'view', 'runtime', 'protocol'],
    packages: ['d4c-queue', 'lit'],
  },
  tools: {
    purpose:
      'What a drag on the image does, by name: from where it began and where it is to a change.',
    imports: ['events', 'view', 'protocol'],
  },
  source: {
    purpose: 'Where images come from: a source is read into a study that grows with its files.',
    imports: ['source/dicomweb', 'source/files', 'events', 'runtime', 'protocol'],
    packages: ['lit'],
  },
  'source/dicomweb': {
    purpose: 'DICOMweb resources as files; fetched when a source is one.',
    imports: ['source/files', 'protocol'],
  },
  'source/files': {
    purpose: 'URLs, folders, zip, gzip and DICOMDIR: from what a page is given to files.',
    imports: ['events', 'protocol'],
    packages: ['@zip.js/zip.js'],
  },
  events: {
    purpose: "The details of the element's events.",
    imports: ['annotations', 'view', 'protocol'],
  },
  annotations: {
    purpose: 'Marks as data: checked, undone, projected onto images, reshaped; pure functions.',
    imports: ['view', 'protocol'],
  },
  view: {
    purpose: 'The view that is asked for and the geometry of the crosshair: pure functions.',
    imports: ['protocol'],
  },
  runtime: {
    purpose: "The page's one worker, calls to it as promises, and a study that is open there.",
    imports: ['protocol'],
    packages: ['runtime-manifest'],
  },
  worker: {
    purpose: 'The worker: answers requests in order by calling Python, and has frames decoded.',
    imports: ['worker/boot', 'worker/assistant', 'worker/codecs', 'protocol'],
    packages: ['pyodide', 'runtime-manifest'],
  },
  'worker/pipeline': {
    purpose: "The worker of a pipeline's own Python, which has no network.",
    imports: ['worker/boot', 'worker/assistant', 'protocol'],
    packages: ['pyodide'],
  },
  'worker/boot': {
    purpose: 'How Python starts: from an image of its memory, or by importing its modules.',
    imports: ['worker/assistant', 'worker/codecs', 'protocol'],
    packages: ['pyodide', 'runtime-manifest'],
  },
  'worker/assistant': {
    purpose: 'The workers that decompress files and decode frames while Python is busy.',
    imports: ['worker/codecs', 'protocol'],
    packages: ['runtime-manifest'],
  },
  'worker/codecs': {
    purpose: 'Decoders of compressed frames, and colour management; each is fetched when needed.',
    packages: [
      '@cornerstonejs/codec-charls',
      '@cornerstonejs/codec-libjpeg-turbo-8bit',
      '@cornerstonejs/codec-libjxl',
      '@cornerstonejs/codec-openjpeg',
      'jpeg-lossless-decoder-js',
      'lcms-wasm',
    ],
  },
  protocol: {
    purpose: 'The messages between page and worker, and how a worker is started.',
  },
  attributes: {
    purpose: 'How attributes become properties: texts and numbers that may be absent.',
    packages: ['lit'],
  },
  errors: {
    purpose: 'The closed lists of error and warning codes.',
    ground: true,
  },
  metadata: {
    purpose: 'The types of the DICOM JSON model and of the summary of an image.',
    ground: true,
  },
  'languages/de': {
    purpose: 'All texts in German; fetched when it is used, as all languages but English are.',
  },
  'languages/es': {
    purpose: 'All texts in Spanish.',
  },
  'languages/fr': {
    purpose: 'All texts in French.',
  },
  'languages/ja': {
    purpose: 'All texts in Japanese.',
  },
  'languages/zh-Hant': {
    purpose: 'All texts in Traditional Chinese.',
  },
  languages: {
    purpose:
      'Which language texts are in, how their parameters are filled in, and how it writes numbers.',
    ground: true,
    packages: ['lit'],
  },
  'languages/en': {
    purpose: 'All texts in English, by key.',
    ground: true,
  },
  network: {
    purpose:
      "Fetches and imports with a limit on the time without a byte; where dist/'s files are, and parts of an element that come later.",
    ground: true,
  },
  'trusted-types': {
    purpose: 'Text that this code wrote, marked as such where a page asks for that.',
    ground: true,
  },
  'style-sheets': {
    purpose: 'The styles of a shadow root, which may come later and into another document.',
    ground: true,
    packages: ['lit'],
  },
};

/**
 * Purposes are the docstrings. Only `bridge` knows that there is JavaScript.
 *
 * @type {Record<string, import('./layer-check.mjs').Layer>}
 */
export const python = {
  __init__: {
    imports: ['hosts/notebook', 'study', 'rendering'],
  },
  __main__: {
    purpose: 'Runs the command: `python -m dicom_viewer`.',
    imports: ['hosts/command'],
  },
  'hosts/command': {
    imports: ['hosts', 'bridge', 'pipeline', 'layers', 'study', 'stacks', 'rendering'],
    packages: ['numpy', 'PIL'],
  },
  'hosts/notebook': {
    imports: ['hosts', 'pipeline', 'study', 'rendering', 'dataset'],
    packages: ['anywidget', 'numpy', 'pydicom', 'traitlets'],
  },
  hosts: {
    imports: ['study', 'colour', 'transfer_syntax', 'dataset'],
    packages: ['numpy', 'pydicom', 'PIL'],
  },
  warm_start: {
    imports: ['bridge', 'colour'],
    packages: ['numpy', 'pydicom'],
  },
  bridge: {
    imports: [
      ...[
        'pipeline',
        'layers',
        'measurement',
        'tags',
        'thumbnails',
        'metadata',
        'study',
        'rendering',
        'pixels',
        'colour',
        'transfer_syntax',
      ],
      'dataset',
    ],
    packages: ['numpy', 'pydicom'],
  },
  pipeline: {
    imports: [
      ...['measurement', 'study', 'volume', 'stacks', 'rendering', 'pixels', 'geometry'],
      'lut',
    ],
    packages: ['numpy', 'packaging', 'pydicom'],
  },
  layers: {
    imports: [
      ...['measurement', 'study', 'volume', 'stacks', 'rendering', 'colour', 'geometry', 'lut'],
      'dataset',
    ],
    packages: ['numpy', 'pydicom'],
  },
  measurement: {
    imports: ['study', 'rendering', 'dataset'],
    packages: ['numpy', 'pydicom'],
  },
  tags: {
    imports: ['study', 'metadata', 'rendering', 'dataset'],
    packages: ['pydicom'],
  },
  thumbnails: {
    imports: ['study', 'rendering'],
    packages: ['numpy'],
  },
  study: {
    imports: [
      ...['metadata', 'overlays', 'volume', 'stacks', 'rendering', 'file_format', 'pixels'],
      ...['transfer_syntax', 'geometry', 'lut', 'dataset'],
    ],
    packages: ['numpy', 'pydicom'],
  },
  metadata: {
    imports: ['overlays', 'pixels', 'lut', 'dataset'],
    packages: ['pydicom'],
  },
  overlays: {
    imports: ['rendering', 'pixels', 'colour', 'dataset'],
    packages: ['numpy', 'pydicom'],
  },
  volume: {
    imports: ['rendering', 'geometry', 'lut'],
    packages: ['numpy'],
  },
  stacks: {
    imports: ['pixels', 'geometry', 'dataset'],
    packages: ['numpy', 'pydicom'],
  },
  rendering: {
    imports: ['pixels', 'colour', 'geometry', 'lut', 'dataset'],
    packages: ['numpy', 'pydicom'],
  },
  file_format: {
    imports: ['recovery', 'transfer_syntax', 'dataset'],
    packages: ['pydicom'],
  },
  recovery: {
    imports: ['dataset'],
    packages: ['pydicom'],
  },
  pixels: {
    imports: ['transfer_syntax', 'dataset'],
    packages: ['numpy', 'pydicom'],
  },
  colour: {
    imports: ['lut', 'dataset'],
    packages: ['numpy', 'pydicom'],
  },
  transfer_syntax: {
    imports: ['dataset'],
    packages: ['pydicom'],
  },
  geometry: {
    imports: ['dataset'],
    packages: ['numpy', 'pydicom'],
  },
  lut: {
    imports: ['dataset'],
    packages: ['numpy', 'pydicom'],
  },
  dataset: {
    packages: ['pydicom'],
  },
  errors: {
    ground: true,
  },
  turns: {
    ground: true,
  },
};
