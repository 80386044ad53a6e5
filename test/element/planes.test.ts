import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { generated, has, heard, inside, put, sample, show, slider, openPanel } from './harness.js';
import {
  canvasesOf,
  choose,
  columns,
  contentsOf,
  differenceFrom,
  framesOf,
  handleOf,
  middle,
  panesOf,
  planeNames,
  rows,
  showMpr,
  slices,
  textsOf,
  upAxes,
  upright,
  volumeOf,
  volumes,
} from './planes.js';
import { dragFrom } from './user.js';

describe('a plane through a volume', () => {
  for (const { name, views } of volumes) {
    it(`holds what the reference samples of the ${name} acquisition`, async () => {
      const element = await show(volumeOf(name));
      for (const { attributes, ...view } of views) {
        const { plane, frame, colormap = 'gray', invert = false } = attributes;
        Object.assign(element, {
          plane,
          frame,
          colormap,
          invert,
          windowCenter: attributes['window-center'],
          windowWidth: attributes['window-width'],
        });
        await element.rendered;
        const [canvas] = canvasesOf(element);
        const difference = canvas && (await differenceFrom(canvas, { attributes, ...view }));
        expect(difference, JSON.stringify(attributes)).to.be.at.most(1);
        expect([element.columns, element.rows]).to.deep.equal([view.columns, view.rows]);
        expect([element.frame, element.frameCount]).to.deep.equal([frame, view.frameCount]);
        const { x, y, value } = view.pixel;
        const probed = (await element.pixelAt(x, y)) as number | undefined;
        expect(probed ?? NaN).to.satisfy((each: number) =>
          value === null ? Number.isNaN(each) : Math.abs(each - value) < 1e-2,
        );
      }
    });
  }

  it('is clamped to those that there are', async () => {
    const element = await show(upright, { plane: 'coronal', frame: '500' });
    expect([element.frame, element.frameCount]).to.deep.equal([rows - 1, rows]);
    element.frame = -3;
    await element.rendered;
    expect(element.frame).to.equal(0);
  });

  it('gives way to the frames as stored, which keep the window', async () => {
    const element = await show(upright, { 'window-center': '700', 'window-width': '900' });
    const stored = contentsOf(element)[0];
    element.plane = 'sagittal';
    await element.rendered;
    expect(canvasesOf(element)).to.have.length(1);
    expect([element.rows, element.frameCount]).to.deep.equal([31, columns]);
    element.plane = 'mpr';
    await element.rendered;
    expect(canvasesOf(element)).to.have.length(3);
    element.removeAttribute('plane');
    await element.rendered;
    await element.updateComplete;
    expect(canvasesOf(element)).to.have.length(1);
    expect(contentsOf(element)[0]).to.equal(stored);
    expect([element.columns, element.rows, element.frameCount]).to.deep.equal([
      columns,
      rows,
      slices,
    ]);
    expect([element.windowCenter, element.windowWidth]).to.deep.equal([700, 900]);
  });

  it('has letters at its edges', async () => {
    const element = await show(upright, { plane: 'coronal' });
    const letters = textsOf(element, '[part="orientation"]');
    expect(letters).to.deep.equal(['R', 'L', 'H', 'F']);
  });

  it('of a slab has other pixels by its projection', async () => {
    const element = await show(upright, { plane: 'coronal', frame: '9' });
    const thin = (await element.pixelAt(7, 3)) as number;
    element.slab = 6;
    const values: number[] = [];
    for (const projection of ['min', 'mean', 'max'] as const) {
      element.projection = projection;
      await element.rendered;
      values.push((await element.pixelAt(7, 3)) as number);
    }
    const [least = NaN, mean = NaN, most = NaN] = values;
    expect(least).to.be.lessThan(mean);
    expect(mean).to.be.lessThan(most);
    expect(thin).to.be.within(least, most);
  });

  it('is chosen in the tool bar, where its slab is made', async () => {
    const element = await show(upright, { controls: '' });
    await openPanel(element, 'Layout');
    expect(has(element, 'select[aria-label="Slab shows"]')).to.equal(false);
    const changes = heard(element, 'dicom-change');
    choose(element, 'Plane', 'Sagittal');
    await element.rendered;
    await element.updateComplete;
    expect([element.plane, element.frame]).to.deep.equal(['sagittal', (columns - 1) / 2]);
    const slab = slider(element, 'Slab');
    slab.value = '5';
    slab.dispatchEvent(new InputEvent('input'));
    choose(element, 'Slab shows', 'Maximum');
    expect([element.slab, element.projection]).to.deep.equal([5, 'max']);
    await element.rendered;
    choose(element, 'Plane', 'As stored');
    await element.rendered;
    expect(changes).to.deep.equal([
      { plane: 'sagittal' },
      { slab: 5 },
      { projection: 'max' },
      { plane: undefined, frame: 0 },
    ]);
  });

  it('begins in the middle, unless its author says otherwise', async () => {
    const element = await show(upright, { plane: 'coronal' });
    expect(element.frame).to.equal((rows - 1) / 2);
    element.frame = 0;
    await element.rendered;
    expect(element.frame).to.equal(0);
    element.reset();
    await element.rendered;
    expect(element.frame).to.equal((rows - 1) / 2);
    const first = await show(upright, { plane: 'coronal', frame: '0' });
    expect(first.frame).to.equal(0);
  });

  it('is saved as a file', async () => {
    const element = await show(upright, { plane: 'sagittal' });
    const bitmap = await createImageBitmap(await element.toBlob());
    expect([bitmap.width, bitmap.height]).to.deep.equal([element.columns, element.rows]);
  });

  it('is shown once all slices are there', async () => {
    const element = put({ src: upright, plane: 'coronal' });
    const frameCounts: number[] = [];
    element.addEventListener('dicom-render', () => frameCounts.push(element.frameCount));
    await element.rendered;
    expect(frameCounts.at(-1)).to.equal(rows);
    expect(frameCounts.filter((count) => count > slices)).to.deep.equal([rows]);
  });

  for (const plane of ['coronal', 'mpr']) {
    it(`is told of once where there is no volume (${plane})`, async () => {
      const element = put({ plane, controls: '' });
      const warnings = heard(element, 'dicom-warning');
      element.src = sample('CT_small.dcm');
      await element.rendered;
      const stored = await show(sample('CT_small.dcm'));
      expect(contentsOf(element)[0]).to.equal(contentsOf(stored)[0]);
      element.windowWidth = 500;
      await element.rendered;
      expect(warnings.map(({ code }) => code)).to.deep.equal(['view']);
      expect(panesOf(element)).to.have.length(1);
      expect(element.error).to.equal(null);
    });
  }
});

describe('three planes', () => {
  it('have a canvas each, through the middle of the volume', async () => {
    const element = await showMpr();
    expect(await framesOf(element)).to.deep.equal([6, 10, 14]);
    const views = volumes[0]?.views ?? [];
    for (const [index, canvas] of canvasesOf(element).entries()) {
      const view = views.find(
        ({ attributes }) => attributes.plane === planeNames[index] && attributes.frame !== 0,
      );
      expect(view && (await differenceFrom(canvas, view)), planeNames[index]).to.be.at.most(1);
    }
  });

  it('have letters each', async () => {
    const letters = textsOf(await showMpr(), '[part="orientation"]').join('');
    expect(letters).to.equal('RLAP' + 'RLHF' + 'APHF');
  });

  it('are all changed by window, colour map, inversion and slab', async () => {
    const element = await showMpr();
    const changes: Partial<DicomViewer>[] = [
      { windowWidth: 500 },
      { colormap: 'hot' },
      { invert: true },
      { slab: 5 },
      { projection: 'min' },
    ];
    for (const change of changes) {
      const before = contentsOf(element);
      Object.assign(element, change);
      await element.rendered;
      contentsOf(element).forEach((content, index) => {
        expect(content, JSON.stringify(change)).not.to.equal(before[index]);
      });
    }
  });

  it('are read at a pixel of any of them', async () => {
    const element = await showMpr();
    const views = volumes[0]?.views.filter(({ attributes }) => attributes.frame !== 0) ?? [];
    for (const plane of planeNames) {
      const view = views.find(({ attributes }) => attributes.plane === plane);
      const { x, y, value } = view?.pixel ?? { x: 0, y: 0, value: null };
      expect(await element.pixelAt(x, y, plane)).to.be.closeTo(value ?? NaN, 1e-2);
      expect(await element.pixelAt(1000, 0, plane)).to.equal(undefined);
    }
    expect(await element.pixelAt(3, 3)).to.equal(await element.pixelAt(3, 3, 'axial'));
  });

  it('of another source are seen as the page asked', async () => {
    const element = await showMpr();
    await dragFrom(middle(handleOf(element, 'axial')), 0, 25);
    await element.rendered;
    element.src = volumeOf('sagittal');
    await element.rendered;
    expect(element.crosshair).to.equal(undefined);
    expect(canvasesOf(element).map(({ width }) => width > 0)).to.deep.equal([true, true, true]);
    element.src = generated('rgb');
    await element.rendered;
    await element.updateComplete;
    expect(panesOf(element)).to.have.length(1);
    element.src = upright;
    expect(await framesOf(element)).to.deep.equal([6, 10, 14]);
    expect(canvasesOf(element).map(({ width }) => width)).to.deep.equal([columns, columns, 31]);
  });

  it('leave none of their pixels behind', async () => {
    const element = await showMpr();
    element.src = undefined;
    await element.updateComplete;
    await element.updateComplete;
    expect(canvasesOf(element).map(({ width }) => width)).to.deep.equal([0, 0, 0]);
  });

  it('take the place of the frame that is shown once they are there', async () => {
    const element = await show(upright);
    const stage = inside(element, '.stage');
    const { height } = stage.getBoundingClientRect();
    element.plane = 'mpr';
    await element.updateComplete;
    expect(panesOf(element)).to.have.length(1);
    expect(stage.getBoundingClientRect().height).to.equal(height);
    element.plane = undefined;
    await element.rendered;
    expect(stage.getBoundingClientRect().height).to.equal(height);
    element.plane = 'mpr';
    await element.rendered;
    await element.updateComplete;
    expect(panesOf(element)).to.have.length(3);
  });

  it('are painted as often as there is time for, and last as asked for last', async () => {
    const element = await showMpr();
    const renders = heard(element, 'dicom-render');
    for (let step = 0; step <= 60; step += 1) {
      element.crosshair = { center: [-12.5 + step / 10, 10, 40], axes: upAxes };
      await element.updateComplete;
    }
    expect((await framesOf(element))[2]).to.equal(12);
    // All are asked for in one task, in which nothing can come from the worker.
    expect(renders).to.have.length(2);
  });
});
