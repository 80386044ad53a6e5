// The Python package, installed from its wheel, in JupyterLab and in marimo: pixels, and traits both ways, in Chromium.

import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { project } from '../../scripts/paths.mjs';
import { startBrowser } from './tab.mjs';
import {
  installNotebooks,
  openJupyterLab,
  openMarimo,
  runThere,
  writeNotebook,
} from './notebooks.mjs';

const timeout = 120_000;

const scan = { 'CT_small.dcm': readFileSync(project('.cache', 'pydicom', 'CT_small.dcm')) };

/** What independent software makes of the scan, by the attributes of the view: see test/fixtures/expected.py. */
const references = Object.fromEntries(
  JSON.parse(readFileSync(project('.cache', 'fixtures', 'expected.json'), 'utf8'))
    .find(({ name }) => name === 'CT_small.dcm')
    .views.map(({ attributes, references: [{ sha256 }] }) => [JSON.stringify(attributes), sha256]),
);
const asStored = references[JSON.stringify({ frame: 0 })];
const narrow = references[JSON.stringify({ 'window-center': 40, 'window-width': 400 })];

/** A function in a cell, whose imports stand in another. */
const scaled = `
def scaled(pixels, factor: Annotated[float, {"min": 0, "max": 9, "step": 1}] = 1):
    mean = float(np.mean(pixels))
    return {"pixels": pixels[::-1] * np.float32(factor), "mask": pixels > 100, "table": {"mean": mean}}`;

/** The same in a file, without factor. */
const filters = 'def turned(pixels):\n    return pixels[::-1] - 100\n';

/** What the kernel computes of the scan itself: its values, and the canvas of others by PS3.3 C.11.2.1.3. */
const natively = `
from hashlib import sha256
from pydicom import dcmread
scan = dcmread("CT_small.dcm")
values = np.float32(scan.pixel_array * scan.RescaleSlope + scan.RescaleIntercept)

def canvas(values):
    gray = np.rint(255 * np.clip((values - 40.25) / 257 + 0.5, 0, 1))
    return sha256(np.dstack([gray, gray, gray, np.full_like(gray, 255)]).astype("u1").tobytes()).hexdigest()`;

const skip = await installNotebooks();
const title = (text) => `${text}${skip ? ` (not tried: ${skip})` : ''}`;

/** The page's nth viewer, wherever notebooks put it; it runs in the page. */
function findViewers() {
  const inTree = (root) => {
    const all = [...root.querySelectorAll('*')];
    const inner = all.filter(({ shadowRoot }) => shadowRoot).flatMap((e) => inTree(e.shadowRoot));
    return [...all.filter(({ localName }) => localName === 'dicom-viewer'), ...inner];
  };
  globalThis.viewerAt = (index) => inTree(globalThis.document)[index];
}

/** A page of a notebook, as a reader has it. */
class Page {
  constructor(tab) {
    this.tab = tab;
  }

  static async open(browser) {
    const tab = await browser.newPage();
    await tab.setViewport({ width: 1200, height: 1400 });
    await tab.evaluateOnNewDocument(findViewers);
    const page = new Page(tab);
    page.hosts = new Set();
    tab.on('request', (request) => page.hosts.add(new URL(request.url()).host));
    return page;
  }

  /** Resolves once a viewer's canvas has these pixels; says which it had last if it never does. */
  async shows(sha256, index = 0) {
    let last;
    for (const start = Date.now(); Date.now() - start < timeout / 2;) {
      const pixels = await this.tab.evaluate(pixelsOf, index);
      last = createHash('sha256').update(Buffer.from(pixels, 'base64')).digest('hex');
      if (last === sha256) return;
    }
    assert.equal(last, sha256);
  }

  /** Drags on a viewer's image, by some pixels of the screen. */
  async drag(right, down, index = 0) {
    const [x, y] = await this.tab.evaluate((at) => {
      const viewer = globalThis.viewerAt(at);
      viewer.scrollIntoView({ block: 'center' });
      const box = viewer.shadowRoot.querySelector('canvas[part="canvas"]').getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2];
    }, index);
    const { mouse } = this.tab;
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + right / 2, y + down / 2, { steps: 3 });
    await mouse.move(x + right, y + down, { steps: 3 });
    await mouse.up();
  }

  /** Moves the slider of a viewer's pipeline by a step, as a reader does by a key. */
  async step(index) {
    const isThere = (at) =>
      globalThis.viewerAt(at).shadowRoot.querySelector('.parameter input[type=range]');
    await this.tab.waitForFunction(isThere, { timeout: timeout / 2 }, index);
    await (await this.tab.evaluateHandle(isThere, index)).press('ArrowRight');
  }

  /** Resolves once an expression about the page's first viewer is true. */
  async until(expression) {
    const condition = `(() => { const viewer = globalThis.viewerAt(0); return ${expression}; })()`;
    await this.tab.waitForFunction(condition, { timeout: timeout / 2, polling: 100 });
  }

  /** The viewer's window, as Python writes numbers. */
  window() {
    return this.tab.evaluate(() => {
      const { windowCenter, windowWidth } = globalThis.viewerAt(0);
      const python = (value) => (Number.isInteger(value) ? `${value}.0` : String(value));
      return `${python(windowCenter)} ${python(windowWidth)}`;
    });
  }
}

/** The canvas of a viewer as base64; nothing until it has an image. */
function pixelsOf(index) {
  const viewer = globalThis.viewerAt(index);
  const canvas = viewer?.loaded && viewer.shadowRoot.querySelector('canvas[part="canvas"]');
  if (!canvas) return '';
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return globalThis.btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(''));
}

describe('the wheel', () => {
  it(title('has a command that says in English what is wrong'), { skip, timeout }, async () => {
    const cwd = writeNotebook('command', { 'letter.txt': 'Dear colleague' });
    const { ok, output } = await runThere('python', ['-m', 'dicom_viewer', 'letter.txt'], { cwd });
    assert.ok(!ok);
    assert.match(output, /^error \(not-dicom\): This is not a DICOM file\. /);
  });
});

describe('the widget', { concurrency: false }, () => {
  let browser;

  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());

  describe('in JupyterLab', { concurrency: false }, () => {
    const cells = [
      'from dicom_viewer import DicomViewer\nw = DicomViewer("CT_small.dcm")\nw',
      'w.window_center, w.window_width = 40, 400',
      'print(w.window_center, w.window_width)',
      'w.annotations = [dict(id="a", type="point", points=[[9, 9]])]\nw.tool = "length"',
      'print([(mark["type"], "length" in mark.get("measurement", {})) for mark in w.annotations])',
      [
        'from pydicom import dcmread',
        'ds = dcmread("CT_small.dcm")',
        'value = ds.pixel_array[5, 3] * ds.RescaleSlope + ds.RescaleIntercept',
        'print(w.pixel_at(3, 5) == value, w.metadata["summary"]["modality"], value)',
      ].join('\n'),
      'import numpy as np\na = np.linspace(-1, 1, 24, dtype="f4").reshape(2, 3, 4)\nv = DicomViewer(a, frame=1)\nv',
    ];
    // Of three slices, the kernel sends the first alone, until a cell has it send the others.
    const slowly = [
      'u = DicomViewer(np.zeros((3, 4, 5), "u1"))',
      'answer, later = u._answer, []',
      'def answer_some(*message):',
      '    file = message[1].get("file", "")',
      '    is_other = file.startswith("source:") and not file.endswith(".0")',
      '    later.append(message) if is_other else answer(*message)',
      'u.on_msg(answer, remove=True)',
      'u.on_msg(answer_some)',
      'u',
    ].join('\n');
    cells.push(slowly, 'for message in later:\n    answer(*message)');
    const first = cells.length;
    cells.push(
      `from typing import Annotated\n${natively}`,
      [
        scaled,
        'p = DicomViewer("CT_small.dcm", window_center=40.25, window_width=257, pipeline=scaled,',
        '                parameters={"factor": 2}, info=True, info_tab="pipeline")',
        'p',
      ].join('\n'),
      'print(canvas(scaled(values, **p.parameters)["pixels"]))',
      'p.parameters = {"factor": 3}',
      [
        'has, wanted = p.results, scaled(values, **p.parameters)',
        'same = [bool(has) and np.array_equal(has[kind], wanted[kind]) for kind in ("pixels", "mask")]',
        'print(p.parameters, *same, bool(has) and abs(has["table"][0]["mean"] - values.mean()) < 1e-3)',
      ].join('\n'),
      'p.pipeline = "filters.py#turned"\nprint(canvas(values[::-1] - 100))',
    );
    // 5 MB: each frame differs from that before it by 1.
    const long = cells.length;
    cells.push(
      [
        'stored = scan.pixel_array',
        'scan.NumberOfFrames = 160',
        'scan.PixelData = b"".join((stored + frame).tobytes() for frame in range(160))',
        'scan.save_as("long.dcm")',
        'f, asked = DicomViewer("long.dcm", frame=100), []',
        'f.on_msg(lambda _, message, __: asked.append(str(message.get("file")).rpartition(".")[::2]))',
        'f',
      ].join('\n'),
      'f.frame = 20',
      'print(*asked[1], *sorted({kind for kind, _ in asked}), values[5, 3] + 100, values[5, 3] + 20)',
    );
    let lab;
    let page;

    before(async () => {
      if (skip) return;
      const files = { ...scan, 'filters.py': filters };
      lab = await openJupyterLab(cells, files, await Page.open(browser));
      ({ page } = lab);
    });
    after(async () => {
      await page?.tab.close();
      await lab?.end();
    });

    it(title('shows the pixels of a file'), { skip, timeout }, async () => {
      await lab.run(0);
      await page.shows(asStored);
    });

    it(title('follows traits that a cell sets'), { skip, timeout }, async () => {
      await lab.run(1);
      await page.shows(narrow);
    });

    it(title('sets the traits of what a reader drags'), { skip, timeout }, async () => {
      await page.drag(40, 25);
      await page.until('viewer.windowWidth !== 400 && viewer.windowCenter !== 40');
      assert.equal(await lab.printedBy(2, await page.window()), await page.window());
    });

    it(title('has marks both ways, with measurements'), { skip, timeout }, async () => {
      await lab.run(3);
      await page.until('viewer.annotations.length === 1 && viewer.tool === "length"');
      await page.drag(60, 30);
      const marks = "[('point', False), ('length', True)]";
      assert.equal(await lab.printedBy(4, marks), marks);
    });

    it(title('has the values and metadata in the kernel, too'), { skip, timeout }, async () => {
      const value = await page.tab.evaluate(() => globalThis.viewerAt(0).pixelAt(3, 5));
      assert.equal(await lab.printedBy(5), `True CT ${value}.0`);
    });

    it(title('shows an array, whose values are its pixels'), { skip, timeout }, async () => {
      await lab.run(6);
      await page.tab.waitForFunction(() => globalThis.viewerAt(1)?.loaded, { timeout });
      const values = await page.tab.evaluate(async () => {
        const viewer = globalThis.viewerAt(1);
        await viewer.rendered;
        return Promise.all([0, 1, 2, 3].map((x) => viewer.pixelAt(x, 2)));
      });
      const expected = [20, 21, 22, 23].map((index) => Math.fround(-1 + (2 * index) / 23));
      values.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 1e-6, `${value}`));
    });

    it(
      title('shows the first slice while others are still to come'),
      { skip, timeout },
      async () => {
        await lab.run(7);
        await page.tab.waitForFunction(() => globalThis.viewerAt(2)?.frameCount === 1, { timeout });
        assert.equal(await page.tab.evaluate(() => globalThis.viewerAt(2).loaded), false);
        await lab.run(8);
        await page.tab.waitForFunction(() => globalThis.viewerAt(2).loaded, { timeout });
        assert.equal(await page.tab.evaluate(() => globalThis.viewerAt(2).frameCount), 3);
      },
    );

    it(title('shows what a function of a cell makes of a file'), { skip, timeout }, async () => {
      await lab.run(first);
      await lab.run(first + 1);
      const two = await lab.printedBy(first + 2);
      await page.shows(two, 3);
      await lab.run(first + 3);
      const three = await lab.printedBy(first + 2);
      assert.notEqual(three, two);
      await page.shows(three, 3);
    });

    it(title('has the parameters of a slider, and the results'), { skip, timeout }, async () => {
      await page.step(3);
      const expected = "{'factor': 4} True True True";
      assert.equal(await lab.printedBy(first + 4, expected), expected);
      await page.shows(await lab.printedBy(first + 2), 3);
    });

    it(title('runs a function of a file beside the notebook'), { skip, timeout }, async () => {
      await page.shows(await lab.printedBy(first + 5), 3);
    });

    it(
      title('has the frames of a long file apart, the shown one first'),
      { skip, timeout },
      async () => {
        const valueOf = async (frame) => {
          const shown = await page.tab.waitForFunction(
            async (wanted) => {
              const viewer = globalThis.viewerAt(4);
              if (viewer?.frame !== wanted || viewer.frameCount !== 160) return undefined;
              await viewer.rendered;
              return { value: await viewer.pixelAt(3, 5) };
            },
            { timeout: timeout / 2 },
            frame,
          );
          return (await shown.jsonValue()).value;
        };
        await lab.run(long);
        const later = await valueOf(100);
        await lab.run(long + 1);
        const earlier = await valueOf(20);
        const asked = 'frame:1.0 100 frame:1.0 metadata:1';
        assert.equal(await lab.printedBy(long + 2), `${asked} ${later}.0 ${earlier}.0`);
      },
    );

    it(title('fetches nothing from elsewhere'), { skip }, () => {
      assert.deepEqual([...page.hosts].filter(Boolean), [new URL(lab.url).host]);
    });
  });

  it(
    title('follows and sets traits in marimo, and runs a pipeline'),
    { skip, timeout },
    async () => {
      const page = await Page.open(browser);
      const cells = [
        `import marimo as mo
from dicom_viewer import DicomViewer
w = mo.ui.anywidget(DicomViewer("CT_small.dcm"))
w`,
        'button = mo.ui.run_button(label="Narrow")\nbutton',
        'if button.value:\n    w.window_center, w.window_width = 40.0, 400.0',
        'w.value\nmo.md(f"now {w.window_center} {w.window_width}.")',
        `import numpy as np\nfrom typing import Annotated\n${natively}`,
        `${scaled}
p = mo.ui.anywidget(DicomViewer("CT_small.dcm", window_center=40.25, window_width=257,
    pipeline=scaled, parameters={"factor": 2}, info=True, info_tab="pipeline"))
p`,
        `p.value
made, has = scaled(values, **p.parameters), p.results
same = has is not None and np.array_equal(has["pixels"], made["pixels"])
mo.md(f"factor {p.parameters['factor']}, same {same}, canvas {canvas(made['pixels'])}.")`,
      ];
      const { end } = await openMarimo(cells, scan, page);
      try {
        await page.shows(asStored);
        await page.tab.locator('::-p-text(Narrow)').click();
        await page.shows(narrow);
        await page.drag(40, 25);
        await page.until('viewer.windowWidth !== 400 && viewer.windowCenter !== 40');
        const text = `now ${await page.window()}.`;
        await page.tab.waitForFunction(
          (wanted) => globalThis.document.body.innerText.includes(wanted),
          { timeout: timeout / 2 },
          text,
        );
        const says = async (factor) => {
          const pattern = `factor ${factor}, same True, canvas (\\w+)`;
          const found = await page.tab.waitForFunction(
            (wanted) => new RegExp(wanted).exec(globalThis.document.body.innerText)?.[1],
            { timeout: timeout / 2 },
            pattern,
          );
          return found.jsonValue();
        };
        await page.shows(await says(2), 1);
        await page.step(1);
        await page.shows(await says(3), 1);
      } finally {
        await page.tab.close();
        await end();
      }
    },
  );
});
