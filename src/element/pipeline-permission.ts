import type { PipelinePermission } from '../pipeline/context.js';

/** What the page allows the pipelines of all its elements. */
export const pipelinePermission: PipelinePermission = {
  origins: new Set(),
  isUnsandboxedAllowed: false,
};
