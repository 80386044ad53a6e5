/** What is wrong in an archive, by reason: archive.js has these sentences, and brings them along. */
export const archiveMessages = {
  'zip-cut': 'The zip file {name} is incomplete: the directory at its end is missing.',
  'zip-split': 'The zip file {name} is one part of a split one.',
  'zip-damaged': 'The zip file {name} is damaged: {detail}.',
  'archive-encrypted': 'These files of an archive are encrypted: {names}.',
  'archive-damaged': 'These files of an archive are damaged: {names}.',
} as const;
