/** The element, as the peers are used: each function resolves once the image is on the canvas. */

import { DicomViewer } from '/dist/dicom-viewer.js';

/** Shows the image of a URL. */
export async function show(place, url) {
  const viewer = viewerIn(place);
  await shown(viewer, () => viewer.setAttribute('src', url), 'dicom-render');
}

/** Shows the coronal plane through the slices of some URLs. */
export async function showCoronal(place, urls) {
  const viewer = viewerIn(place);
  const sources = urls.map((url) => Object.assign(document.createElement('source'), { src: url }));
  viewer.removeAttribute('src');
  viewer.plane = 'coronal';
  viewer.frame = 256; // in the middle, as the others show
  await shown(viewer, () => viewer.append(...sources), 'dicom-load');
  await viewer.rendered;
}

function viewerIn(place) {
  if (!place.firstElementChild) {
    const viewer = new DicomViewer();
    viewer.style.width = viewer.style.height = '100%';
    place.append(viewer);
  }
  return place.firstElementChild;
}

function shown(viewer, change, event) {
  return new Promise((resolve, reject) => {
    viewer.addEventListener(event, resolve, { once: true });
    viewer.addEventListener('dicom-error', () => reject(viewer.error), { once: true });
    change();
  });
}
