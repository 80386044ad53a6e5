/** Why something can't be saved or copied, by reason: export.js has these sentences, and brings them along. */
export const exportMessages = {
  'nothing-shown': 'Nothing is shown.',
  'canvas-not-encoded': "The browser can't encode an image of {columns} × {rows} pixels.",
  'clip-unsupported': "This browser can't record clips as WebM.",
  'clip-of-one-image': 'A clip is made of several frames, and one image is shown.',
  'clip-failed': "The clip can't be recorded: {detail}.",
  'copy-refused': "The browser doesn't let the page copy an image.",
  'file-identifies': 'The file may say whose image it is, which is hidden here.',
} as const;
