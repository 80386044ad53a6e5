import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { button, has, heard, inside, next, pixels, putWithTool, openPanel } from './harness.js';
import {
  filesOf,
  head,
  intercept,
  sliceRgba,
  sourcesOf,
  thorax,
  twoSeries,
  urlsOf,
  zipOf,
} from './slices.js';
import type { Slices } from './slices.js';
import { drag, press } from './user.js';

function expectSlice(element: DicomViewer, slices: Slices, slice: number): void {
  expect(pixels(element)).to.deep.equal(sliceRgba(slices, slice));
}

async function showFiles(
  files: Iterable<File>,
  attributes: Record<string, string> = {},
): Promise<DicomViewer> {
  const element = putWithTool(attributes);
  element.files = files;
  await element.rendered;
  return element;
}

/** The buttons of the list of series. */
function seriesList(element: DicomViewer): HTMLButtonElement[] {
  const list = inside(element, '[role="group"][aria-label="Series"]');
  return [...list.querySelectorAll('button')];
}

/** The index of the button that is pressed. */
function chosenOf(buttons: readonly HTMLButtonElement[]): number {
  return buttons.findIndex(({ ariaPressed }) => ariaPressed === 'true');
}

/** The mean of the red of a canvas. */
function meanOf(canvas: HTMLCanvasElement | undefined): number {
  const { width = 1, height = 1 } = canvas ?? {};
  const context = canvas?.getContext('2d');
  const data = [...(context?.getImageData(0, 0, width, height).data ?? [])];
  const reds = data.filter((_, index) => index % 4 === 0);
  return reds.reduce((sum, red) => sum + red, 0) / reds.length;
}

const ways: [name: string, set: (element: DicomViewer) => Promise<void> | void][] = [
  [
    'local files',
    async (element) => {
      element.files = await filesOf(thorax);
    },
  ],
  [
    'bytes',
    async (element) => {
      const files = await filesOf(thorax);
      element.files = await Promise.all(files.map((file) => file.arrayBuffer()));
    },
  ],
  [
    'source children',
    (element) => {
      element.innerHTML = sourcesOf(urlsOf(thorax));
    },
  ],
  [
    'the URL of a zip file',
    (element) => {
      element.src = zipOf(thorax);
    },
  ],
];

for (const [name, set] of ways) {
  describe(`a series by ${name}`, () => {
    it('is shown in the order of the positions, each slice by its number', async () => {
      const element = putWithTool();
      const warnings = heard(element, 'dicom-warning');
      await set(element);
      await element.updateComplete;
      await element.rendered;
      expect(element.loaded).to.be.true;
      expect(element.frameCount).to.equal(thorax.count);
      expect([element.rows, element.columns]).to.deep.equal([thorax.rows, thorax.columns]);
      for (const slice of [0, 1, 11, 22, 23]) {
        element.frame = slice;
        await element.rendered;
        expectSlice(element, thorax, slice);
      }
      expect(warnings).to.be.empty;
    });

    it('is one load, and many progresses', async () => {
      const element = putWithTool();
      const loads = heard(element, 'dicom-load');
      const progress = heard(element, 'dicom-progress');
      await set(element);
      await element.updateComplete;
      await element.rendered;
      expect(loads).to.have.length(1);
      const last = progress.filter(({ phase }) => phase === 'source').at(-1);
      expect(last?.files).to.equal(last?.fileCount);
      expect(last?.loaded).to.equal(last?.total);
    });
  });
}

describe('a slice of a series', () => {
  it('has metadata of its own, and the geometry of all', async () => {
    const element = await showFiles(await filesOf(thorax), { frame: '5' });
    expect(element.metadata?.['00200013']?.Value).to.deep.equal([thorax.count - 5]);
    expect(element.metadata?.geometry).to.deep.include({ slices: thorax.count });
    element.frame = 6;
    await element.rendered;
    expect(element.metadata?.['00200013']?.Value).to.deep.equal([thorax.count - 6]);
  });

  it('tells the values of its pixels', async () => {
    const element = await showFiles(await filesOf(thorax), { frame: '5' });
    expect(await element.pixelAt(3, 2)).to.equal(7 * 5 + 3 * 2 + 3 + intercept);
  });

  it('is the last for what is beyond', async () => {
    const element = await showFiles(await filesOf(thorax), { frame: '99' });
    expect(element.frame).to.equal(thorax.count - 1);
    expectSlice(element, thorax, thorax.count - 1);
  });

  it('keeps the window that a user chose for the one before', async () => {
    const element = await showFiles(await filesOf(thorax));
    await drag(inside(element, '.stage'), 0.2, 0.1);
    await element.rendered;
    const { windowCenter, windowWidth } = element;
    const before = pixels(element);
    element.frame = 9;
    const { detail } = await next(element, 'dicom-render');
    expect(detail).to.include({ frame: 9, windowCenter, windowWidth });
    expect(pixels(element)).not.to.deep.equal(before);
    expect(pixels(element)).not.to.deep.equal(sliceRgba(thorax, 9));
  });
});

describe('the attribute series', () => {
  it('chooses one of several', async () => {
    const element = await showFiles(await twoSeries(), { series: '1', frame: '3' });
    expect(element.frameCount).to.equal(head.count);
    expectSlice(element, head, 3);
    element.series = 0;
    await element.rendered;
    expect(element.frameCount).to.equal(thorax.count);
    expectSlice(element, thorax, 3);
  });

  it('is clamped, but not before all files are there', async () => {
    const element = putWithTool({ series: '7', frame: '2' });
    const loads = next(element, 'dicom-load');
    element.files = await twoSeries();
    await loads;
    expect(element.series).to.equal(7);
    await element.rendered;
    expect(element.series).to.equal(1);
    expectSlice(element, head, 2);
  });

  it('changes nothing of a window that the page has set', async () => {
    const element = await showFiles(await twoSeries(), { 'window-center': '0' });
    element.series = 1;
    await element.rendered;
    expect(element.windowCenter).to.equal(0);
  });

  it('never is a change of the user', async () => {
    const element = await showFiles(await twoSeries());
    const changes = heard(element, 'dicom-change');
    element.series = 1;
    await element.rendered;
    expect(changes).to.be.empty;
  });
});

describe('the list of series', () => {
  it('names them, with how many images each has', async () => {
    const element = await showFiles(await twoSeries(), { controls: '' });
    await openPanel(element, 'Series');
    const names = seriesList(element).map(({ textContent }) => textContent.trim());
    expect(names).to.deep.equal(['Thorax (24)', 'Head (5)']);
    expect(chosenOf(seriesList(element))).to.equal(0);
  });

  it('shows a small picture of the middle image of each, made when it is opened', async () => {
    const element = await showFiles(await twoSeries(), { controls: '' });
    expect(has(element, '.series-list canvas')).to.be.false;
    await openPanel(element, 'Series');
    const canvases = () =>
      seriesList(element).map((each) => each.querySelector('canvas') as HTMLCanvasElement);
    while (canvases().some(({ width }) => width === 0)) {
      await new Promise(requestAnimationFrame);
    }
    for (const [index, { count }] of [thorax, head].entries()) {
      element.series = index;
      element.frame = Math.floor(count / 2);
      await element.rendered;
      const canvas = canvases()[index];
      expect(Math.max(canvas?.width ?? 0, canvas?.height ?? 0)).to.equal(
        Math.min(96, Math.max(element.rows, element.columns)),
      );
      const shown = inside(element, 'canvas') as HTMLCanvasElement;
      expect(meanOf(canvas)).to.be.closeTo(meanOf(shown), 1);
    }
  });

  it('stands beside the image of a wide element, which stays as high, until its button is pressed', async () => {
    const wide = { controls: '', style: 'display: block; width: 1100px' };
    const one = await showFiles(await filesOf(head), wide);
    const { height } = one.getBoundingClientRect();
    const element = await showFiles(await twoSeries(), { ...wide, series: '1' });
    const [list, stage] = [inside(element, '.strip'), inside(element, '.stage')];
    expect(stage.getBoundingClientRect().left).to.equal(list.getBoundingClientRect().right);
    expect(element.getBoundingClientRect().height).to.equal(height);
    seriesList(element)[0]?.focus();
    await press('Enter');
    await element.rendered;
    expectSlice(element, thorax, 0);
    expect(chosenOf(seriesList(element))).to.equal(0);
    button(element, 'Series').click();
    await element.updateComplete;
    expect(has(element, '.strip, .panel')).to.be.false;
    expect(button(element, 'Series').ariaPressed).to.equal('false');
    element.style.width = '800px';
    while (button(element, 'Series').ariaHasPopup !== 'dialog') {
      await new Promise(requestAnimationFrame);
    }
  });

  it('is not there for one series', async () => {
    const element = await showFiles(await filesOf(head), { controls: '' });
    await openPanel(element, 'More');
    expect(has(element, '[aria-label="Series"], .toolbar .series')).to.be.false;
  });

  it('shows what the user chooses of it, from its first image and under its own window', async () => {
    const element = await showFiles(await twoSeries(), { controls: '', frame: '8' });
    await drag(inside(element, '.stage'), 0.2, 0.1);
    await openPanel(element, 'Series');
    const changes = heard(element, 'dicom-change');
    seriesList(element)[1]?.click();
    await element.rendered;
    expectSlice(element, head, 0);
    expect(changes).to.have.length(1);
    expect(changes[0]).to.include({ series: 1, frame: 0, windowCenter: undefined });
    expect(chosenOf(seriesList(element))).to.equal(1);
    expect(element.metadata?.['0008103E']?.Value).to.deep.equal(['Head']);
  });
});
