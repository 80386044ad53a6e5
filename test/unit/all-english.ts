import { archiveMessages } from '../../src/languages/en/archive-messages.js';
import { dicomwebMessages } from '../../src/languages/en/dicomweb-messages.js';
import { exportMessages } from '../../src/languages/en/export-messages.js';
import { layersMessages } from '../../src/languages/en/layers-messages.js';
import { marksMessages } from '../../src/languages/en/marks-messages.js';
import { messages } from '../../src/languages/en/messages.js';
import { pipelineMessages } from '../../src/languages/en/pipeline-messages.js';
import { workerMessages } from '../../src/languages/en/worker-messages.js';

/** The English sentences that come with the worker's messages, and with bundles that are fetched later. */
export const laterMessages = {
  ...workerMessages,
  ...archiveMessages,
  ...dicomwebMessages,
  ...exportMessages,
  ...layersMessages,
  ...marksMessages,
  ...pipelineMessages,
};

/** All English sentences. */
export const allMessages = { ...messages, ...laterMessages };
