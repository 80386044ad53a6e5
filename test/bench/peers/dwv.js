/** dwv: each function resolves once the image is on the canvas. */

import { App, AppOptions, ViewConfig } from 'dwv';

/** Shows the image of a URL. */
export function show(place, url) {
  return load(place, [url]);
}

/** Shows the coronal plane through the slices of some URLs. */
export function showCoronal(place, urls) {
  return load(place, urls, 'coronal');
}

const apps = new Map();

function load(place, urls, orientation) {
  const app = appIn(place, orientation);
  return new Promise((resolve, reject) => {
    app.addEventListener('renderend', resolve);
    app.addEventListener('error', ({ error }) => reject(error));
    app.loadURLs(urls);
  });
}

function appIn(place, orientation) {
  apps.get(place)?.reset();
  const app = new App();
  const view = new ViewConfig(place.id);
  if (orientation) view.orientation = orientation;
  const options = new AppOptions({ '*': [view] });
  options.viewOnFirstLoadItem = !orientation;
  app.init(options);
  if (orientation) app.addEventListener('load', ({ dataid }) => app.render(dataid));
  apps.set(place, app);
  return app;
}
