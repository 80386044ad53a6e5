import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { halfOf, has, heard, inside, next, pixel, put, slider, show } from './harness.js';
import { sourcesOf, thorax, urlsOf, zipOf } from './slices.js';
import { press } from './user.js';
import { steps, written } from './written-slices.js';

/** Slices of 1 mm, of which those at 10, 11 and 20 mm are missing. */
const offsets = steps(32, 1).filter((offset) => ![10, 11, 20].includes(offset));

async function showSlices(attributes: Record<string, string>): Promise<DicomViewer> {
  const element = put({ controls: '', ...attributes });
  element.files = written({ offsets, frameOfReference: '1' });
  await element.rendered;
  await element.updateComplete;
  return element;
}

/** The places of the ticks beside the slider of a label. */
function ticksOf(element: DicomViewer, label: string): number[] {
  const path = slider(element, label).closest('label')?.querySelector('.ticks path');
  return [...(path?.getAttribute('d') ?? '').matchAll(/M0 (\d+)h1/g)].map(([, place]) =>
    Number(place),
  );
}

describe('where slices are missing', () => {
  it('planes are black, and nothing is made up between', async () => {
    const element = await showSlices({ plane: 'coronal' });
    expect([element.rows, element.columns]).to.deep.equal([32, 32]);
    // Rows run from the head, at 31 mm, to the feet, pixels and slices are 1 mm apart; a slice's value is its number.
    const window = (value: number) => Math.round(((value - 100 + 0.5) / 199 + 0.5) * 255);
    for (let row = 0; row < 32; row += 1) {
      const height = 31 - row;
      const slice = offsets.indexOf(height);
      const [red = -1] = pixel(element, 16, row);
      if (slice < 0) {
        expect(red, `at ${String(height)} mm`).to.equal(0);
        expect(await element.pixelAt(16, row)).to.equal(undefined);
      } else {
        expect(red, `at ${String(height)} mm`).to.be.closeTo(window(100 + slice), 1);
        expect(await element.pixelAt(16, row)).to.equal(100 + slice);
      }
    }
  });

  it('planes are hatched, and axial ones only within a gap', async () => {
    const element = await showSlices({ plane: 'mpr' });
    const hatched = () =>
      [...(element.shadowRoot?.querySelectorAll('.pane') ?? [])].map(
        (pane) => pane.querySelectorAll('.gaps polygon').length,
      );
    expect(hatched()).to.deep.equal([0, 2, 2]);
    const box = inside(element, '.cell.coronal .gaps polygon').getBoundingClientRect();
    const canvas = inside(element, '.cell.coronal canvas').getBoundingClientRect();
    // Rows run from 31 mm to 0 mm; those of 10 and 11 mm are missing, 32 rows are as high as the canvas.
    expect((box.top - canvas.top) / canvas.height).to.be.closeTo(20 / 32, 0.01);
    expect(box.height / canvas.height).to.be.closeTo(2 / 32, 0.01);
    expect(box.width / canvas.width).to.be.closeTo(1, 0.01);
  });

  it('a chip says so, and stays', async () => {
    const element = await showSlices({ plane: 'mpr' });
    const warnings = heard(element, 'dicom-warning');
    const chip = () => inside(element, '[part="warning"] summary').textContent;
    expect(chip()).to.equal('Slices are missing');
    expect(inside(element, '[role="status"]').textContent).to.include('Slices are missing');
    expect(inside(element, '[part="warning"] ul').children).to.have.length(2);
    Object.assign(element, { windowWidth: 50, plane: 'sagittal' });
    await element.rendered;
    await element.updateComplete;
    expect(chip()).to.equal('Slices are missing');
    expect(warnings).to.deep.equal([]); // once was enough
  });

  it('the slider has a tick for each slice that is there, and steps over the gap', async () => {
    const element = await showSlices({});
    const input = slider(element, 'Frame');
    expect([input.min, input.max]).to.deep.equal(['0', '31']);
    expect(ticksOf(element, 'Frame')).to.deep.equal(offsets);
    element.frame = 9;
    await element.rendered;
    await element.updateComplete;
    input.focus();
    await press('ArrowRight');
    await element.rendered;
    expect([element.frame, input.value]).to.deep.equal([10, '12']);
    expect(input.ariaValueText).to.equal('11 of 29');
    await press('ArrowLeft');
    await element.rendered;
    expect([element.frame, input.value]).to.deep.equal([9, '9']);
    await press('End');
    await element.rendered;
    expect([element.frame, input.value]).to.deep.equal([28, '31']);
  });

  it('the slider of the plane along the slices has ticks, and no other', async () => {
    const element = await showSlices({ plane: 'mpr' });
    expect(ticksOf(element, 'Axial')).to.deep.equal(offsets);
    expect([ticksOf(element, 'Coronal'), ticksOf(element, 'Sagittal')]).to.deep.equal([[], []]);
    const input = slider(element, 'Axial');
    input.focus();
    await press('Home');
    await press('ArrowRight');
    await element.rendered;
    await element.updateComplete;
    expect(input.valueAsNumber).to.equal(1);
    expect(element.crosshair?.center[2]).to.be.closeTo(1, 1e-9);
  });
});

describe('while slices arrive', () => {
  it('the slider has room for all of them, and a tick for each that is there', async () => {
    const [last = '', ...urls] = urlsOf(thorax);
    const element = put({ controls: '' }, sourcesOf([halfOf(last), ...urls]));
    while (element.frameCount < thorax.count - 1) {
      await next(element, 'dicom-render');
    }
    await element.updateComplete;
    // The file that doesn't come is that of slice 15, see test/fixtures/series_files.py.
    const there = steps(thorax.count, 1).filter((slice) => slice !== 15);
    expect(ticksOf(element, 'Frame')).to.deep.equal(there);
    expect(slider(element, 'Frame').max).to.equal('23');
    expect(slider(element, 'Frame').ariaValueText).to.equal('1 of 23');
  });

  it('the slider has no ticks where nothing is missing', async () => {
    const element = await show(zipOf(thorax), { controls: '' });
    expect(has(element, '.ticks')).to.be.false;
  });
});
