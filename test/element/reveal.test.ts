import type * as axe from 'axe-core';
import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { button, generated, has, heard, inside, put, sample, show, slowly } from './harness.js';
import { until } from './marks.js';
import { open, run, type Page } from './page.js';
import { click, press } from './user.js';

const ct = sample('CT_small.dcm');
const empty = '/test/element/pages/empty.html';

/** What a start of the runtime fetches. */
const startFiles = [
  'pyodide.asm.js',
  'pyodide.asm.wasm.bin',
  'base.patch.bin',
  'image.patch.bin',
  '_multiarray_umath.cpython-313-wasm32-emscripten.so.bin',
  'zstandard.wasm',
];

/** A picture of 20 × 10 pixels. */
function picture(): string {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [20, 10];
  const context = canvas.getContext('2d');
  if (context) {
    context.fillStyle = '#800';
    context.fillRect(0, 0, 20, 10);
  }
  return canvas.toDataURL();
}

/** Opens a page of its own, where nothing is fetched yet, with elements as its author writes them. */
async function openWith(markup: string): Promise<Page> {
  const page = await open(empty);
  page.document.body.innerHTML = markup;
  await run(page, '/dist/dicom-viewer.js');
  return page;
}

function viewersOf({ document }: Page): DicomViewer[] {
  return [...document.querySelectorAll<DicomViewer>('dicom-viewer')];
}

function viewerOf(page: Page): DicomViewer {
  const [viewer] = viewersOf(page);
  if (!viewer) {
    throw new Error('There is no viewer on the page.');
  }
  return viewer;
}

/** The names of all files that a page has fetched, apart from the module, and what the test's server adds to it. */
function fetched({ window }: Page): string[] {
  const names = window.performance.getEntriesByType('resource').map(({ name }) => name);
  return names.filter(
    (name) => !/\/(dist\/dicom-viewer|__web-dev-server__web-socket)\.js$/.test(name),
  );
}

/** Waits as long as an intersection takes to be seen: some frames. */
async function someFrames(): Promise<void> {
  for (let frame = 0; frame < 10; frame += 1) {
    await new Promise(requestAnimationFrame);
  }
}

const tag = (attributes: string, content = '') =>
  `<dicom-viewer src="${ct}" ${attributes}>${content}</dicom-viewer>`;

describe('reveal="interaction"', () => {
  it('fetches nothing until a visitor asks for it, and says what it costs', async () => {
    const page = await openWith(tag('reveal="interaction" controls annotations-src="/none.json"'));
    const element = viewerOf(page);
    const progress = heard(element, 'dicom-progress');
    await someFrames();
    expect(fetched(page)).to.deep.equal([]);
    expect(element.loaded).to.equal(false);
    expect(has(element, '[part="progress"]')).to.equal(false);

    await click(button(element, 'Show image (7 MB)'));
    expect(element.shadowRoot?.activeElement).to.equal(inside(element, '.stage'));
    await element.rendered;
    expect(element.columns).to.equal(128);
    expect(has(element, '.show')).to.equal(false);
    expect(progress).to.not.be.empty;
  });

  it('says how many bytes a start fetches', async () => {
    const page = await openWith(tag('reveal="interaction"'));
    const element = viewerOf(page);
    await element.updateComplete;
    const text = inside(element, '.show').textContent.trim();
    const worker = await (await fetch('/dist/worker.js')).text();
    const [folder = ''] = /runtime-\w+/.exec(worker) ?? [];
    const sizes = await Promise.all(
      startFiles.map(async (name) => {
        const response = await fetch(`/dist/${folder}/${name}`);
        return (await response.arrayBuffer()).byteLength;
      }),
    );
    const megabytes = Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1e6);
    expect(text).to.equal(`Show image (${String(megabytes)} MB)`);
  });

  it('names no bytes once the runtime is there', async () => {
    const page = await openWith(tag('reveal="interaction"').repeat(2));
    const [first, second] = viewersOf(page) as [DicomViewer, DicomViewer];
    await second.updateComplete;
    expect(inside(second, '.show').textContent.trim()).to.equal('Show image (7 MB)');
    await click(inside(first, '.show'));
    await first.rendered;
    await second.updateComplete;
    expect(inside(second, '.show').textContent.trim()).to.equal('Show image');
    expect(second.loaded).to.equal(false);
  });

  it('is used by keyboard, and says so in the language of the page', async () => {
    await show(ct);
    const before = document.createElement('button');
    document.body.append(before);
    const element = put({ src: ct, reveal: 'interaction', lang: 'de' });
    await until(() => has(element, '.show') && inside(element, '.show').textContent.includes('Bild anzeigen')); // prettier-ignore
    before.focus();
    await press('Tab');
    expect(element.shadowRoot?.activeElement).to.equal(inside(element, '.show'));
    await press('Enter');
    await element.rendered;
    expect(element.columns).to.equal(128);
    expect(element.shadowRoot?.activeElement).to.equal(inside(element, '.stage'));
  });

  it('waits no longer once the page says so, nor for later sources', async () => {
    const element = put({ src: ct, reveal: 'interaction' });
    await element.updateComplete;
    expect(has(element, '.show')).to.equal(true);
    element.reveal = 'auto';
    await element.rendered;
    element.reveal = 'interaction';
    element.src = generated('gray-8');
    await element.rendered;
    expect(element.columns).to.equal(64);
  });

  it('shows a visitor’s own files at once', async () => {
    const element = put({ reveal: 'interaction', controls: '' });
    await element.updateComplete;
    expect(has(element, '.show')).to.equal(false);
    const data = new DataTransfer();
    data.items.add(new File([await (await fetch(ct)).arrayBuffer()], 'ct.dcm'));
    element.dispatchEvent(new DragEvent('drop', { dataTransfer: data, cancelable: true }));
    await element.rendered;
    expect(element.columns).to.equal(128);
  });

  it('gives axe-core nothing to find', async () => {
    const page = await openWith(
      `<main><h1>A page</h1>${tag(`reveal="interaction" poster="${picture()}" alt="A slice"`)}</main>`,
    );
    await viewerOf(page).updateComplete;
    await run(page, '/node_modules/axe-core/axe.min.js');
    const { axe: audit } = page.window as unknown as { axe: typeof axe };
    const { violations } = await audit.run(page.document.body);
    expect(violations.map(({ id }) => id)).to.be.empty;
  });
});

describe('a poster', () => {
  it('is in the image’s place until that is there', async () => {
    const element = put({ src: slowly(ct), poster: picture(), alt: 'A slice' });
    await until(() => has(element, '[part="progress"]'));
    const image = inside(element, '[part="poster"]') as HTMLImageElement;
    expect(image.alt).to.equal('A slice');
    const stage = inside(element, '.stage').getBoundingClientRect();
    const place = image.getBoundingClientRect();
    expect([place.left, place.width, place.height]).to.deep.equal([stage.left, stage.width, stage.height]); // prettier-ignore
    await element.rendered;
    expect(has(element, '[part="poster"]')).to.equal(false);
  });

  it('can be what the page puts there', async () => {
    const element = put({ src: slowly(ct), controls: '' }, '<p slot="placeholder">A slice</p>');
    await until(() => has(element, '[part="progress"]'));
    const slotted = element.querySelector('p') ?? element;
    expect(slotted.getBoundingClientRect().height).to.be.greaterThan(0);
    await element.rendered;
    await element.updateComplete;
    expect(slotted.getBoundingClientRect().height).to.equal(0);
  });
});

describe('loading="lazy"', () => {
  const hidden: [how: string, markup: string][] = [
    ['in a closed <details>', `<details>${tag('loading="lazy" controls lang="de"')}</details>`],
    ['under display: none', `<div hidden>${tag('loading="lazy" controls lang="de"')}</div>`],
    ['that is hidden itself', tag('loading="lazy" controls hidden lang="de"')],
    ['far below', `<div></div>${tag('loading="lazy" controls lang="de"')}`],
  ];
  for (const [how, markup] of hidden) {
    it(`fetches nothing at all ${how}`, async () => {
      const page = await open(empty);
      page.document.body.innerHTML = markup;
      const room = page.document.querySelector('div');
      if (room) {
        room.style.height = '5000px';
      }
      await run(page, '/dist/dicom-viewer.js');
      const element = viewerOf(page);
      element.annotations = [{ id: 'a', type: 'point', points: [[1, 1]] }];
      await someFrames();
      expect(fetched(page)).to.deep.equal([]);
      page.document.body.replaceChildren(element);
      element.hidden = false;
      await element.rendered;
      expect(element.columns).to.equal(128);
    });
  }
});

describe('a page', () => {
  const phone = [390, 560] as const;

  /** The sum of all layout shifts of a page while something runs, also of those after a click. */
  async function shiftsOf(page: Page, act: () => Promise<unknown>): Promise<number> {
    let sum = 0;
    const { PerformanceObserver } = page.window;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        sum += (entry as unknown as { value: number }).value;
      }
    });
    await someFrames();
    observer.observe({ type: 'layout-shift' });
    await act();
    await someFrames();
    observer.disconnect();
    return sum;
  }

  const around = (viewer: string) => `<p>Before</p>${viewer}<p>After</p><p>And more</p>`;

  /** Waits until the image is there; a visitor asks for it where there is a button. */
  async function seeImage(page: Page): Promise<void> {
    const element = viewerOf(page);
    await element.updateComplete;
    if (has(element, '.show')) {
      await click(inside(element, '.show'));
    }
    await element.rendered;
    await element.updateComplete;
  }

  const cases: [name: string, attributes: string][] = [
    ['with the room for the image', 'width="1" height="1" controls'],
    ['with a poster', `width="1" height="1" controls poster="${picture()}"`],
    ['with a button', `width="1" height="1" reveal="interaction" controls`],
  ];
  for (const [name, attributes] of cases) {
    it(`does not move while an image comes ${name}`, async () => {
      const page = await open(empty, ...phone);
      await run(page, '/dist/dicom-viewer.js');
      page.document.body.innerHTML = around(tag(attributes));
      await viewerOf(page).updateComplete;
      expect(await shiftsOf(page, () => seeImage(page))).to.be.at.most(0.02);
    });

    it(`does not move from before the script is there, by the page’s style sheet, ${name}`, async () => {
      const page = await open(empty, ...phone);
      const style = '<style>dicom-viewer { aspect-ratio: 1; display: flex; }</style>';
      page.document.body.innerHTML = style + around(tag(attributes));
      const shift = await shiftsOf(page, async () => {
        await run(page, '/dist/dicom-viewer.js');
        await seeImage(page);
      });
      expect(shift).to.be.at.most(0.02);
    });
  }

  it('is seen to move where no room is kept', async () => {
    const page = await open(empty, ...phone);
    page.document.body.innerHTML = around(tag(''));
    const shift = await shiftsOf(page, async () => {
      await run(page, '/dist/dicom-viewer.js');
      await viewerOf(page).rendered;
    });
    expect(shift).to.be.greaterThan(0.02);
  });
});
