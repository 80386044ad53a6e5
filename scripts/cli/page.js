import './dist/dicom-viewer.js';

// The server ends when no page holds this any more.
new EventSource('open');
