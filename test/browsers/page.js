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

  /** Shows a view; tells what is on the canvas then. */
  async show({ src, attributes }) {
    for (const name of viewer.getAttributeNames()) viewer.removeAttribute(name);
    for (const [name, value] of Object.entries({ ...attributes, src })) {
      viewer.setAttribute(name, value);
    }
    await viewer.rendered;
    return picture();
  },

  picture,

  /** The window that was rendered with, once what is asked for is on the canvas. */
  async shownWindow() {
    await viewer.rendered;
    const { windowCenter, windowWidth } = lastRender;
    return { windowCenter, windowWidth };
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

/** The size and the SHA-256 of the RGBA bytes on the canvas. */
async function picture() {
  const { width: columns, height: rows } = canvas();
  const { data } = canvas().getContext('2d').getImageData(0, 0, columns, rows);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { rows, columns, sha256 };
}
