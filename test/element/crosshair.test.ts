import { expect } from 'chai';

import type { Crosshair, Vector } from '/dist/dicom-viewer.js';

import { heard, inside, slider, openPanel } from './harness.js';
import {
  canvasesOf,
  choose,
  columns,
  contentsOf,
  dot,
  framesOf,
  handleOf,
  middle,
  panesOf,
  placeIn,
  showMpr,
  slices,
  upAxes,
} from './planes.js';
import { click, dragFrom, press, turnWheel } from './user.js';

describe('the crosshair of three planes', () => {
  it('follow the crosshair that the page sets, and the user hears nothing', async () => {
    const element = await showMpr();
    const changes = heard(element, 'dicom-change');
    // The first voxel, and beyond it.
    for (const center of [[-12.5, 7.25, 31] as Vector, [-999, -999, -999] as Vector]) {
      element.crosshair = { center, axes: upAxes };
      expect(await framesOf(element)).to.deep.equal([0, 0, 0]);
    }
    element.crosshair = undefined;
    expect(await framesOf(element)).to.deep.equal([6, 10, 14]);
    expect(changes).to.deep.equal([]);
  });

  it('are moved by a drag of the crosshair in one of them', async () => {
    const element = await showMpr();
    const changes = heard(element, 'dicom-change');
    // Down the sagittal line of the coronal plane: to the right as far as five columns.
    const { width, height, x, y } = await placeIn(element, 'coronal', 0.5, 0.95);
    await dragFrom([x, y], (5.2 / columns) * width, 0);
    expect(await framesOf(element)).to.deep.equal([6, 10, 19]);
    // and the axial line of the same plane up, by five slices of 2.5 pixels
    const line = await placeIn(element, 'coronal', 0.95, 0.5);
    await dragFrom([line.x, line.y], 0, (-12.5 / 31) * height);
    expect(await framesOf(element)).to.deep.equal([11, 10, 19]);
    expect(new Set(changes.flatMap(Object.keys))).to.deep.equal(new Set(['crosshair']));
    expect(element.crosshair).to.equal(changes.at(-1)?.crosshair);
  });

  it('are turned by a drag of a handle, but not the plane itself', async () => {
    const element = await showMpr();
    const before = contentsOf(element);
    const handle = handleOf(element, 'axial');
    await dragFrom(middle(handle), 0, 25);
    await element.rendered;
    const same = contentsOf(element).map((content, index) => content === before[index]);
    expect(same).to.deep.equal([true, false, false]);
    const axes = element.crosshair?.axes ?? upAxes;
    expect(axes[2]).to.deep.equal([0, 0, 1]);
    expect(axes[0][1]).not.to.be.closeTo(0, 0.05);
    expect(dot(axes[0], axes[1])).to.be.closeTo(0, 1e-9);
    element.reset();
    await element.rendered;
    expect(contentsOf(element)).to.deep.equal(before);
  });

  it('are turned by as much as the line under the pointer', async () => {
    const element = await showMpr();
    const [x, y] = middle(handleOf(element, 'axial'));
    const canvas = canvasesOf(element)[0]?.getBoundingClientRect() ?? new DOMRect();
    const [centerX, centerY] = [canvas.x + canvas.width / 2, canvas.y + canvas.height / 2];
    const radius = Math.hypot(x - centerX, y - centerY);
    const angle = Math.atan2(y - centerY, x - centerX) + Math.PI / 6;
    await dragFrom(
      [x, y],
      centerX + radius * Math.cos(angle) - x,
      centerY + radius * Math.sin(angle) - y,
    );
    const turned = Math.atan2(
      ...([1, 0].map((i) => element.crosshair?.axes[0][i]) as [number, number]),
    );
    expect(turned).to.be.closeTo(Math.PI / 6, 0.03);
  });

  it('are stepped through by their sliders', async () => {
    const element = await showMpr();
    const changes = heard(element, 'dicom-change');
    for (const [label, frame] of [
      ['Axial', 2],
      ['Coronal', 20],
      ['Sagittal', 0],
    ] as const) {
      const input = slider(element, label);
      // Faster than planes are painted.
      for (const value of [7, 5, frame]) {
        input.value = String(value);
        input.dispatchEvent(new InputEvent('input'));
      }
      await element.rendered;
    }
    expect(await framesOf(element)).to.deep.equal([2, 20, 0]);
    expect(changes).to.have.length(9);
  });

  it('are stepped through by the wheel and the keys, whichever the pointer is over', async () => {
    const element = await showMpr();
    inside(element, '.stage').focus();
    const [axial, coronal, sagittal] = panesOf(element);
    if (!axial || !coronal || !sagittal) {
      throw new Error('There are no three panes.');
    }
    await turnWheel(coronal, 100);
    expect(await framesOf(element)).to.deep.equal([6, 11, 14]);
    await turnWheel(sagittal, -200);
    expect(await framesOf(element)).to.deep.equal([6, 11, 12]);
    await press('ArrowUp');
    await press('PageUp');
    expect(await framesOf(element)).to.deep.equal([6, 11, 8]);
    await turnWheel(axial, 100);
    expect(await framesOf(element)).to.deep.equal([7, 11, 8]);
    await press('Home');
    expect(await framesOf(element)).to.deep.equal([0, 11, 8]);
    await press('End');
    expect(await framesOf(element)).to.deep.equal([slices - 1, 11, 8]);
    await press('ArrowDown');
    expect(await framesOf(element)).to.deep.equal([slices - 1, 11, 8]);
  });

  it('change the window by a drag beside the crosshair', async () => {
    const element = await showMpr();
    const { x, y } = await placeIn(element, 'axial', 0.15, 0.15);
    const changes = heard(element, 'dicom-change');
    await dragFrom([x, y], 40, 0);
    expect(new Set(changes.flatMap(Object.keys))).to.deep.equal(
      new Set(['windowCenter', 'windowWidth']),
    );
  });

  it('stay still for a click on the crosshair', async () => {
    const element = await showMpr();
    await click(handleOf(element, 'sagittal'));
    expect(await framesOf(element)).to.deep.equal([6, 10, 14]);
  });

  it('stay still for a click on the crosshair that slips', async () => {
    const element = await showMpr();
    const changes = heard(element, 'dicom-change');
    await dragFrom(middle(handleOf(element, 'sagittal')), 2, -2);
    expect(changes).to.deep.equal([]);
  });

  it('are as before where Escape cancels a drag of the crosshair', async () => {
    const element = await showMpr();
    const before = contentsOf(element);
    const changes = heard(element, 'dicom-change');
    const { width, x, y } = await placeIn(element, 'coronal', 0.5, 0.95);
    await dragFrom([x, y], 0.2 * width, 0, () => press('Escape'));
    expect(changes).to.have.length(2);
    expect(changes[0]?.crosshair?.center).to.have.length(3);
    expect(changes[1]).to.deep.equal({ crosshair: undefined });
    expect(await framesOf(element)).to.deep.equal([6, 10, 14]);
    expect(contentsOf(element)).to.deep.equal(before);
  });

  it('are reset to the middle', async () => {
    const element = await showMpr();
    element.crosshair = { center: [-10, 10, 40], axes: upAxes };
    await element.rendered;
    await openPanel(element, 'Layout');
    choose(element, 'Plane', 'Coronal');
    await element.rendered;
    expect(element.frame).to.equal(4);
    choose(element, 'Plane', 'All planes');
    await element.rendered;
    element.reset();
    expect(await framesOf(element)).to.deep.equal([6, 10, 14]);
  });

  it('follow a crosshair that is a proxy, as frameworks make them', async () => {
    const element = await showMpr();
    const before = contentsOf(element);
    const { center, axes } = {
      center: [-20, 4, 7],
      axes: [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    };
    element.crosshair = new Proxy({ center, axes } as Crosshair, {});
    await element.rendered;
    expect(contentsOf(element)).not.to.deep.equal(before);
  });
});
