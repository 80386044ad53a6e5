// Who may import whom in src/, as the linter holds it:
// dicom-viewer → { templates, gestures, intake, user-changes, showing → { loader, painter } }
// → files → { source, study, canvas, view, events }
// → runtime → protocol ← worker

/** Modules that page and worker share: messages, error codes, metadata types, starting a worker. */
const shared = '(protocol|errors|metadata|spawn)\\.js$';

const pythonSide = {
  regex: '(^pyodide(/|$)|/worker/)',
  message: 'The page reaches Python only through the messages of src/protocol.ts.',
};
const element = {
  regex: '/dicom-viewer\\.js$',
  message: 'What the element is made of does not know the element.',
};
const lit = {
  regex: '^(lit|@lit)',
  message: 'Only the element and its parts render, so only they need Lit.',
};
/** What the modules of the worker's folders import of each other and of the worker. */
const withinWorker = '((assistant|boot|codecs)/|python-stopped\\.js$)';

const notShared = (message) => ({
  regex: `^(\\.\\./)+(?!\\.\\./|${withinWorker}|${shared})`,
  message,
});

/** The first entry whose files match a module holds for it; it may import nothing that a `never` matches. */
export const layers = [
  {
    files: ['src/worker/**/*.ts'],
    never: [
      lit,
      notShared('Of src/, the worker imports only protocol, errors, metadata and spawn.'),
    ],
  },
  {
    files: ['src/runtime/**/*.ts'],
    never: [
      pythonSide,
      lit,
      notShared('Of src/, the runtime imports only protocol, errors, metadata and spawn.'),
    ],
  },
  {
    files: ['src/protocol.ts', 'src/errors.ts', 'src/metadata.ts', 'src/spawn.ts'],
    never: [
      pythonSide,
      lit,
      { regex: `^\\./(?!${shared})`, message: 'Shared modules import only each other.' },
    ],
  },
  {
    files: ['src/{source,study,canvas,view,events}.ts'],
    never: [
      pythonSide,
      element,
      {
        regex: '/(showing|loader|painter|gestures|intake|user-changes)\\.js$|/(files|templates)/',
        message: 'What holds state or renders builds on this, not the other way round.',
      },
    ],
  },
  {
    files: ['src/files/**/*.ts'],
    never: [
      pythonSide,
      lit,
      {
        regex: '^\\.\\./(?!(source|events|errors)\\.js$)',
        message: 'Of src/, what becomes of given files knows source, events and errors alone.',
      },
    ],
  },
  { files: ['src/dicom-viewer.ts'], never: [pythonSide] },
  { files: ['src/**/*.ts'], never: [pythonSide, element] },
];
