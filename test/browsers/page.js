// What the tests ask of the page: functions of `globalThis.page`.

const viewer = document.querySelector('dicom-viewer');

const firstLoad = new Promise((resolve, reject) => {
  const fail = ({ detail }) => reject(new Error(`${detail.code}: ${detail.message}`));
  viewer.addEventListener('dicom-load', () => resolve(performance.now()), { once: true });
  viewer.addEventListener('dicom-error', fail, { once: true });
});
firstLoad.catch(() => undefined); // it is told of where it is asked for

let lastRender;
viewer.addEventListener('dicom-render', ({ detail }) => (lastRender = detail));

globalThis.page = {
  /** How the first image came: so many ms after the navigation, and from the start image or not. */
  async start() {
    const milliseconds = await firstLoad;
    const measures = performance.getEntriesByType('measure').map(({ name }) => name);
    return { milliseconds, fromImage: !measures.includes('dicom-viewer:fetch packages') };
  },

  /** Shows a view. */
  async show({ src, attributes }) {
    for (const name of viewer.getAttributeNames()) viewer.removeAttribute(name);
    for (const [name, value] of Object.entries({ ...attributes, src })) {
      viewer.setAttribute(name, value);
    }
    await viewer.rendered;
  },

  /** How far a channel on the canvas is off at most from the nearest of some references, which are in .cache/rgba. */
  async difference(references) {
    return Math.min(256, ...(await Promise.all(references.map(differenceFrom))));
  },

  /** The RGBA bytes on the canvas, as text. */
  picture: () => rgba().join(),

  /** The window that was rendered with, once what is asked for is on the canvas. */
  async shownWindow() {
    await viewer.rendered;
    const { windowCenter, windowWidth } = lastRender;
    return { windowCenter, windowWidth };
  },

  /** What test/element/pages/reporting.html posts, in a frame. */
  framed({ query, sandbox }) {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', sandbox);
    frame.src = `/test/element/pages/reporting.html?${new globalThis.URLSearchParams(query)}`;
    const report = new Promise((resolve) => {
      globalThis.addEventListener('message', ({ data }) => resolve(data), { once: true });
    });
    document.body.append(frame);
    return report;
  },

  /** Where the image is on the page, in CSS pixels. */
  place() {
    const { x, y, width, height } = canvas().getBoundingClientRect();
    return { x, y, width, height };
  },
};

function canvas() {
  return viewer.shadowRoot.querySelector('canvas[part="canvas"]');
}

/** The RGBA bytes on the canvas. */
function rgba() {
  const { width, height } = canvas();
  return canvas().getContext('2d').getImageData(0, 0, width, height).data;
}

async function differenceFrom({ rows, columns, sha256 }) {
  const { width, height } = canvas();
  if (width !== columns || height !== rows) return 256;
  const response = await fetch(`/.cache/rgba/${sha256}`);
  const expected = new Uint8Array(await response.arrayBuffer());
  return rgba().reduce(
    (most, value, i) => Math.max(most, Math.abs(value - (expected[i] ?? 256))),
    0,
  );
}
