// What the tests of pipelines ask of their page: functions of `globalThis.page`.

let viewer;

/** The RGBA bytes of a canvas in the element, as text, which drivers hand on faster than lists. */
function bytesOf(selector) {
  const canvas = viewer.shadowRoot.querySelector(selector);
  return canvas?.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.join() ?? '';
}

/** Writes a pipeline into an element, as a parser does, and shows it; returns what it came to. */
async function show({ python, attributes }) {
  await globalThis.customElements.whenDefined('dicom-viewer');
  viewer?.remove();
  viewer = document.createElement('dicom-viewer');
  for (const [name, value] of Object.entries(attributes)) viewer.setAttribute(name, value);
  if (python) {
    const html = `<script type="text/x-python">${python}</script>`;
    viewer.append(...new globalThis.DOMParser().parseFromString(html, 'text/html').scripts);
  }
  document.body.append(viewer);
  return outcome();
}

async function outcome() {
  try {
    await viewer.rendered;
    const { text } = viewer.results ?? {};
    return {
      ...(text !== undefined && { text }),
      layers: viewer.layerList.map(({ type }) => type),
    };
  } catch ({ code, reason, message }) {
    return { code, reason, message };
  }
}

globalThis.page = {
  show,

  /** The same with other parameters. */
  setParameters(parameters) {
    viewer.parameters = parameters;
    return outcome();
  },

  image: () => bytesOf('canvas[part="canvas"]'),
  layer: () => bytesOf('canvas[part="layer"]'),

  messages: () => messages,

  /** Has a script run in each pipeline's worker before anything else does. */
  async infest(url, hostile) {
    const text = await (await fetch(url)).text();
    const { Blob } = globalThis;
    globalThis.Blob = class extends Blob {
      constructor(parts, options) {
        const isScript = options?.type === 'text/javascript';
        const before = [`globalThis.hostile = ${JSON.stringify(hostile)};\n`, text, '\n;'];
        super(isScript ? [...before, ...parts] : parts, options);
      }
    };
  },
};

// An answer to whoever reaches the page.
const channel = new globalThis.BroadcastChannel('hostile');
channel.addEventListener('message', () => channel.postMessage('an answer'));

/** What has been posted to the page. */
const messages = [];
globalThis.addEventListener('message', ({ data }) => messages.push(data));
