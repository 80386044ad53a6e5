// More English sentences; messages.ts tells a translator how they are made.

/** What is found while DICOMweb resources are retrieved; what retrieves them brings the sentences along. */
export const dicomwebMessages = {
  'dicomweb-empty': 'The server has nothing at {url}.',
  'dicomweb-type': 'The server answered {url} with {type}, which is not DICOM.',
  'dicomweb-not-json': 'The server answered {url} with something that is not JSON.',
  'dicomweb-list-cut': 'The server has more than the {count} that it lists for {url}.',
  'dicomweb-cut': 'The server broke off its answer for {url}.',
  'dicomweb-frame-syntax':
    '{url} came in the transfer syntax {found}, and the first frame in {first}.',
  'dicomweb-frames-missing': "{left} of {count} frames can't be fetched. {why}",
} as const;
