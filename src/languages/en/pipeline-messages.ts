/** Why a page's own pipeline can't be run, by reason: pipeline.js has these sentences, and brings them along. */
export const pipelineMessages = {
  'pipeline-raised': 'The pipeline {name} failed: {detail}.',
  'pipeline-silent': 'The pipeline {name} brought nothing for {seconds} seconds and was ended.',
  'pipeline-halted': 'The pipeline {name} was stopped.',
  'pipeline-stopped': "The pipeline's Python has stopped: {detail}.",
  'pipeline-off':
    'The pipeline {name} has ended its Python {count} times in a row: it is off until it is edited.',
  'pipeline-origin':
    'The pipeline {url} is of another origin than the page, which has to allow that with {setting}.',
  'pipeline-unfetched': "The pipeline {url} can't be fetched: {detail}.",
  'pipeline-exposed':
    "This page can't run the pipeline's Python apart from itself ({detail}), and has to allow that with {setting}.",
  'package-unknown':
    'The pipeline needs the package {name}, which this page does not have: “npx dicom-viewer-element packages {name}” puts it into dist/packages/.',
  'package-abi': 'The package {file} is not built for this Python.',
  'package-hash': 'The package {file} has another hash than it should.',
  'package-origin':
    'The package {url} is of another origin than the page, which has to allow that with {setting}.',
  'package-unfetched': "The package {file} can't be fetched: {detail}.",
} as const;
