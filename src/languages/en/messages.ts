// The English texts. A translator copies this file and changes nothing but the text between quotes; what
// stands between braces is a parameter, and may be put anywhere in a sentence, but not be left out.
// Parameters named `why` are whole sentences, those named `detail` are the English text of another library.

/**
 * Why a source can't be shown, or what is wrong in one that is shown, by reason: what the page itself
 * finds at once. What the worker finds is in worker-messages.ts, what a bundle finds that is fetched later, in a file of its own.
 */
export const messages = {
  // What is given
  'not-files': 'These are not files.',
  'no-file': 'There is no file.',
  'not-dicom': 'This is not a DICOM file.',
  'none-dicom': 'None of the {count} files is a DICOM file.',
  'none-shown': 'None of {count} files can be shown. {why}',
  'files-not-shown': "{left} of {count} files can't be shown. {why}",
  'file-not-shown': '{name}: {why}',
  'files-not-fetched': "{left} of {count} files can't be fetched. {why}",
  'files-failed': "Some files can't be read. {why}",
  'more-files': 'And {count} more.',
  'duplicate-files': 'Files that are there already, by their SOP Instance UID: {count}.',

  // Where it comes from
  'http-status': 'The server answered {status} for {url}.',
  'download-stalled': 'The download of {url} brought nothing for {seconds} seconds.',
  'download-broken': 'The download of {url} broke off.',
  'url-unreachable': "{url} can't be reached.",
  'origin-closed': "{origin} doesn't let this page read {url}.",
  'file-unopened': "{name} can't be read.",

  // Archives and DICOMDIRs
  'gzip-damaged': "{name} can't be inflated: it is damaged or incomplete.",
  'archive-nested': '{name} lies too deep in other archives to be opened.',
  'too-many-files': 'There are more than {limit} files.',
  'inflated-too-large': 'With {name}, the files inflate to more than {limit} MiB.',
  'download-too-large': '{url} has more than {limit} MiB.',
  'file-not-kept': 'The browser has no place to keep {url}.',
  'file-too-large': 'There is no memory for a file of {size} bytes.',
  'dicomdir-files-missing': "The DICOMDIR refers to files that aren't there: {names}.",
  'dicomdir-alone': 'The DICOMDIR is there without its files: open the folder that it lies in.',
  'more-names': '{count} more',

  // Marks

  'part-missing': "A part of the viewer can't be fetched: {detail}.",

  // The file
  'no-image': 'There is no image in the file, which is {kind}.',

  // The browser and the runtime
  'canvas-too-large': 'The browser has no memory for a canvas of {columns} × {rows} pixels.',
  'slices-missing':
    'Slices {first} and {second} are {distance} mm apart instead of {usual} mm. Slices missing between them: {missing}.',
  'worker-not-started': 'The worker could not be started: {file} is missing or damaged. {detail}',
  'runtime-file':
    '{url} can’t be fetched ({status}). If a bundler made the page, run “npx dicom-viewer-element copy public/” and set DicomViewer.base.',
  'worker-refused': 'The page may not start a worker: {detail}.',
  'script-not-run':
    'The worker could not be started: its script does not run. A page with the header Cross-Origin-Embedder-Policy needs worker.js to have it too.',
  'worker-of-other-build':
    'The files worker.js and dicom-viewer.js are of different builds. Copy all files of dist/ together, and load the page without the browser’s cache.',
  'start-stalled': 'The start did not go on for {seconds} seconds.',
  'runtime-unused': 'It was ended, because nothing used it.',
  'runtime-stopped': 'The Python runtime has stopped. {why}',
  'worker-failed': 'The worker reports: {detail}.',
  'message-unreadable': 'A message could not be read.',
  'runtime-silent': 'It gave no answer for {seconds} seconds.',
  'call-unanswered': 'The Python runtime did not answer the call {call} for {seconds} seconds.',
  'metadata-missing': 'The image came without its metadata.',
  unexpected: 'An unexpected error occurred: {detail}.',
} as const;

/** What a person can do about an error, by its code. */
export const advice = {
  network: 'Check that it is there and that the connection works, then try again.',
  cors: 'The server that holds the file has to allow this page to read it (CORS).',
  'not-dicom': 'Choose a DICOM file.',
  truncated: 'Fetch or copy the file again: a part of it is missing.',
  'no-image': 'Choose a file that holds an image.',
  'transfer-syntax': 'Convert the file to another transfer syntax, then try again.',
  decode: 'The file may be damaged: export it again from where it came from.',
  memory: 'Close other pages or choose a smaller image.',
  runtime: 'Try again. If that does not help, the browser or the page’s policy stops WebAssembly.',
  export: 'Use another browser, or save something else.',
  pipeline: 'The image is shown as it is.',
  internal: 'This is a fault of the viewer: please report it.',
} as const;
