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

  /** Where a button of the bar is, by its name; undefined where there is none. */
  async bar(name) {
    await viewer.updateComplete;
    const buttons = [...viewer.shadowRoot.querySelectorAll('.controls button')];
    const button = buttons.find(({ textContent }) => textContent.trim() === name);
    if (!button) return undefined;
    const { x, y, width, height } = button.getBoundingClientRect();
    return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
  },

  /** The panel that is open above the bar, by its name, and what can be chosen in it. */
  async panel() {
    await viewer.updateComplete;
    const panel = viewer.shadowRoot.querySelector('[role="dialog"]');
    const options = panel?.querySelectorAll('select option') ?? [];
    return { name: panel?.ariaLabel, choices: [...options].map(({ text }) => text) };
  },

  /** The marks, once they are measured, and what is written at them. */
  async marks() {
    await viewer.rendered;
    await viewer.updateComplete;
    const texts = viewer.shadowRoot.querySelectorAll('.marks .label text');
    return {
      annotations: JSON.parse(JSON.stringify(viewer.annotations)),
      labels: [...texts].map(({ textContent }) => textContent),
    };
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
