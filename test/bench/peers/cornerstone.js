/** cornerstone3D: each function resolves once the image is on the canvas. */

import {
  cache,
  Enums,
  eventTarget,
  init,
  RenderingEngine,
  volumeLoader,
} from '@cornerstonejs/core';
import { init as initLoader } from '@cornerstonejs/dicom-image-loader';

const { Events, OrientationAxis, ViewportType } = Enums;

let engine;

/** Shows the image of a URL. */
export async function show(place, url) {
  const viewport = viewportIn(place, { type: ViewportType.STACK });
  const rendered = event(place, Events.IMAGE_RENDERED);
  await viewport.setStack([`wadouri:${url}`]);
  viewport.render();
  await rendered;
}

/** Shows the coronal plane through the slices of some URLs. */
export async function showCoronal(place, urls) {
  const viewport = viewportIn(place, {
    type: ViewportType.ORTHOGRAPHIC,
    defaultOptions: { orientation: OrientationAxis.CORONAL },
  });
  const imageIds = urls.map((url) => `wadouri:${url}`);
  const volumeId = 'cornerstoneStreamingImageVolume:series';
  const volume = await volumeLoader.createAndCacheVolume(volumeId, { imageIds });
  const loaded = event(eventTarget, Events.IMAGE_VOLUME_LOADING_COMPLETED);
  volume.load();
  await viewport.setVolumes([{ volumeId }]);
  await loaded;
  const rendered = event(place, Events.IMAGE_RENDERED);
  viewport.render();
  await rendered;
}

/** The viewport of a place, made when it is first asked for; what it showed is forgotten. */
function viewportIn(place, input) {
  if (!engine) {
    init();
    initLoader({ maxWebWorkers: navigator.hardwareConcurrency, wasmBasePath: '/peers/' });
    engine = new RenderingEngine('engine');
  }
  const viewport = engine.getViewport(place.id);
  if (viewport) cache.purgeCache();
  if (viewport?.type === input.type) return viewport;
  if (viewport) engine.disableElement(place.id);
  engine.enableElement({ viewportId: place.id, element: place, ...input });
  return engine.getViewport(place.id);
}

function event(target, name) {
  return new Promise((resolve) => target.addEventListener(name, resolve, { once: true }));
}
