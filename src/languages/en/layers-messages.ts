/** What is wrong with layers, by reason: layers.js has these sentences, and brings them along. */
export const layersMessages = {
  'layer-failed': "The layer {layer} can't be shown. {why}",
} as const;
