import { expect } from 'chai';

import { DicomViewer, type DicomRenderDetail } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import {
  button,
  canvasOf,
  eachRequest,
  fileOf,
  generated,
  halfOf,
  has,
  heard,
  inside,
  next,
  pixels,
  sample,
  slowly,
  workers,
  showWithTool,
  putWithTool,
} from './harness.js';
import { filesOf, head, long, sliceRgba, sourcesOf, thorax, urlsOf } from './slices.js';
import { click, drag, press, turnWheel } from './user.js';

const ct = sample('CT_small.dcm');

/** An element that shows the first of many files, and still waits for one. */
async function growing(attributes: Record<string, string> = {}): Promise<DicomViewer> {
  const [last = '', ...urls] = urlsOf(thorax);
  const element = putWithTool(attributes, sourcesOf([halfOf(last), ...urls]));
  await next(element, 'dicom-load');
  while (element.frameCount < thorax.count - 1) {
    await next(element, 'dicom-render');
  }
  await element.updateComplete;
  return element;
}

/** Waits until the newest rendering is as it should be. */
async function until(
  renders: readonly DicomRenderDetail[],
  isRight: (render: DicomRenderDetail) => boolean,
  element: DicomViewer,
): Promise<void> {
  for (let last = renders.at(-1); !last || !isRight(last); last = renders.at(-1)) {
    await next(element, 'dicom-render');
  }
}

/** What the runtime holds once nothing is shown. */
async function heldAfter(element: DicomViewer): Promise<unknown> {
  element.files = undefined;
  element.src = undefined;
  element.replaceChildren();
  await element.rendered;
  const { studies, references } = await DicomViewer.statistics();
  return { studies, references };
}

/** Text files, which are no images. */
function junk(count: number): File[] {
  return Array.from({ length: count }, (_, index) => new File(['x'], `${String(index)}.txt`));
}

function crash(): void {
  workers.at(-1)?.dispatchEvent(new ErrorEvent('error', { message: 'out of luck' }));
}

describe('a series that loads', () => {
  let files: File[];

  before(async () => {
    files = await filesOf(long);
  });

  it('is seen from its first file on, and grows', async () => {
    const element = putWithTool();
    const loads = heard(element, 'dicom-load');
    const renders = heard(element, 'dicom-render');
    const start = performance.now();
    element.files = files;
    await next(element, 'dicom-load');
    expect(element.loaded).to.be.false;
    expect(element.frameCount).to.be.within(1, 9);
    await element.rendered;
    const elapsed = performance.now() - start;
    expect(element.loaded).to.be.true;
    expect(element.frameCount).to.equal(long.count);
    expect(loads).to.have.length(1);
    // The first, the last, and one after each wait between, of which none is shorter than 300 ms.
    expect(renders.length).to.be.within(2, 2 + elapsed / 300);
    expect(pixels(element)).to.deep.equal(sliceRgba(long, 0));
  });

  it('keeps a frame that is not there yet, and clamps it when all are', async () => {
    const element = putWithTool({ frame: '150' });
    element.files = files;
    await next(element, 'dicom-load');
    expect(element.frame).to.equal(150);
    await element.rendered;
    expect(element.frame).to.equal(150);
    expect(pixels(element)).to.deep.equal(sliceRgba(long, 150));
  });

  it('tells of files and bytes as they come', async () => {
    const element = putWithTool();
    const progress = heard(element, 'dicom-progress');
    element.files = files;
    await element.rendered;
    const counts = progress.flatMap(({ phase, files: count }) => (phase === 'source' ? count : []));
    expect(counts).to.deep.equal(files.map((_, index) => index + 1));
    expect(progress.at(-1)).to.include({ fileCount: long.count });
  });

  it('has a bar with the number of files, which goes once all are there', async () => {
    const element = await growing();
    const status = inside(element, '[part="progress"]');
    expect(status.textContent).to.include('23 of 24 files');
    const bar = inside(element, 'progress') as HTMLProgressElement;
    expect(bar.position).to.be.within(0.5, 0.999);
    element.querySelector('source')?.remove();
    await Promise.resolve();
    await element.rendered;
    expect(has(element, '[part="progress"]')).to.be.false;
    expect(element.loaded).to.be.true;
  });

  it('leaves the middle of its image free', async () => {
    const element = await growing();
    const image = canvasOf(element).getBoundingClientRect();
    const { top } = inside(element, '[part="progress"]').getBoundingClientRect();
    expect(top).to.be.greaterThan(image.top + 0.75 * image.height);
  });

  it('is seen as stored until all is there for the planes that are asked for', async () => {
    const element = await growing({ plane: 'mpr' });
    expect(pixels(element)).to.have.length(4 * thorax.rows * thorax.columns);
    expect(element.shadowRoot?.querySelectorAll('.cell:not([hidden])')).to.have.length(1);
    element.querySelector('source')?.remove();
    await Promise.resolve();
    await element.rendered;
    expect(element.plane).to.equal('mpr');
    expect(element.shadowRoot?.querySelectorAll('.cell:not([hidden])')).to.have.length(3);
  });

  it('is stepped through by keys and the wheel', async () => {
    const element = await growing();
    const before = pixels(element);
    const renders = heard(element, 'dicom-render');
    await click(canvasOf(element));
    await press('ArrowRight');
    expect(element.frame).to.equal(1);
    await turnWheel(canvasOf(element), 100);
    expect(element.frame).to.equal(2);
    await press('End');
    expect(element.frame).to.equal(thorax.count - 2);
    await until(renders, ({ frame }) => frame === thorax.count - 2, element);
    expect(pixels(element)).not.to.deep.equal(before);
  });

  it('is windowed by the pointer, and keeps that when all is there', async () => {
    const element = putWithTool();
    const renders = heard(element, 'dicom-render');
    element.files = files;
    await next(element, 'dicom-load');
    await drag(inside(element, '.stage'), 0.2, 0.1);
    const { windowCenter } = element;
    expect(windowCenter).not.to.equal(undefined);
    await element.rendered;
    expect(element.windowCenter).to.equal(windowCenter);
    expect(renders.at(-1)?.windowCenter).to.equal(windowCenter);
  });

  it('leaves the image of the one before until its first is there', async () => {
    const element = await showWithTool(ct);
    const before = pixels(element);
    element.files = [new Blob(['x']), ...files];
    const seen: boolean[] = [];
    const forget = eachRequest(({ type }) => {
      if (type === 'add') {
        seen.push(String(pixels(element)) === String(before) && element.columns === 128);
      }
    });
    await next(element, 'dicom-load');
    forget();
    expect(seen[0]).to.be.true;
    expect(element.columns).to.equal(long.columns);
    await element.rendered;
  });
});

describe('a series that is replaced or removed while it loads', () => {
  it('never paints again, and leaves nothing behind', async () => {
    const files = await filesOf(long);
    const element = await showWithTool(ct);
    const before = await heldAfter(element);
    for (const wait of ['dicom-load', 'dicom-progress'] as const) {
      element.files = files;
      await next(element, wait);
      const renders = heard(element, 'dicom-render');
      const warnings = heard(element, 'dicom-warning');
      element.src = ct;
      await element.rendered;
      expect(renders.at(-1)).to.include({ frame: 0 });
      expect(element.columns).to.equal(128);
      expect(warnings).to.be.empty;
      expect(await heldAfter(element)).to.deep.equal(before);
    }
    element.files = files;
    await next(element, 'dicom-load');
    element.remove();
    await element.rendered;
    expect(element.frameCount).to.equal(0);
    const { studies, references } = await DicomViewer.statistics();
    expect({ studies, references }).to.deep.equal(before);
  });

  it('comes back as a whole', async () => {
    const element = putWithTool();
    element.files = new Set(await filesOf(thorax)).values();
    await element.rendered;
    element.remove();
    await element.rendered;
    document.body.append(element);
    await element.rendered;
    expect(element.frameCount).to.equal(thorax.count);
  });
});

describe('a runtime that dies while a series loads', () => {
  it('is replaced, and the series is loaded again', async () => {
    const element = putWithTool();
    const errors = heard(element, 'dicom-error');
    element.files = await filesOf(long);
    await next(element, 'dicom-load');
    crash();
    await element.rendered;
    expect(element.frameCount).to.equal(long.count);
    expect(errors).to.be.empty;
  });

  it('is an error if it dies again, after which the user can try again', async () => {
    const element = putWithTool();
    const errors = heard(element, 'dicom-error');
    element.files = await filesOf(long);
    await next(element, 'dicom-load');
    crash();
    const forget = eachRequest(({ type }) => {
      if (type === 'add') {
        crash();
      }
    });
    expect(await failureOf(element.rendered)).to.include({ code: 'runtime' });
    forget();
    expect(errors.map(({ code }) => code)).to.deep.equal(['runtime']);
    await element.updateComplete;
    expect(canvasOf(element).hidden).to.be.true;
    expect(has(element, '[part="progress"]')).to.be.false;
    await click(button(element, 'Try again'));
    await element.rendered;
    expect(element.frameCount).to.equal(long.count);
    expect(element.error).to.equal(null);
  });
});

describe('what is among the files of a series', () => {
  async function warned(...others: File[]): Promise<string[]> {
    const element = putWithTool();
    const warnings = heard(element, 'dicom-warning');
    element.files = [...others, ...(await filesOf(head))];
    await element.rendered;
    expect(element.frameCount).to.equal(head.count);
    expect(pixels(element)).to.deep.equal(sliceRgba(head, 0));
    return warnings.map(({ message }) => message);
  }

  it('is named in one warning, if it is no image', async () => {
    const messages = await warned(...junk(3), await fileOf(sample('rtplan.dcm'), 'plan'));
    expect(messages).to.have.length(1);
    expect(messages[0]).to.include('4 of 9').and.include('2.txt').and.include('plan');
  });

  it('is counted though the names are the same', async () => {
    const [one = new File([], '')] = junk(1);
    expect((await warned(one, one))[0]).to.include('2 of 7');
  });

  it('is a warning, if it is broken', async () => {
    const broken = await fileOf(generated('cut-within-head'), 'broken');
    const messages = await warned(broken);
    expect(messages).to.have.length(1);
    expect(messages[0]).to.include('broken');
  });

  it('is told of, if it is there twice', async () => {
    const [again = new File([], '')] = await filesOf(head);
    expect(await warned(again)).to.have.length(1);
  });

  it('may be thousands of tiny files', async () => {
    const messages = await warned(...junk(3000));
    expect(messages).to.have.length(1);
    expect(messages[0]?.length).to.be.lessThan(1000);
  });

  it('is an error, if all are broken', async () => {
    const element = putWithTool();
    const broken = await fileOf(generated('cut-within-head'), 'broken');
    element.files = [broken, ...junk(2)];
    const failure = await failureOf(element.rendered);
    expect(failure).to.have.property('code', 'no-image');
    expect(element.error?.message).to.include('broken').and.include('1.txt');
  });
});

describe('a slow file of a series', () => {
  it('comes last, though it was given first', async () => {
    const [first = '', ...others] = urlsOf(head);
    const element = putWithTool({}, sourcesOf([slowly(first), ...others]));
    await element.rendered;
    expect(element.frameCount).to.equal(head.count);
    expect(pixels(element)).to.deep.equal(sliceRgba(head, 0));
  });
});
