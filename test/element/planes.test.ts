import { expect } from 'chai';

import type { Crosshair, DicomViewer, PlaneName, Vector } from '/dist/dicom-viewer.js';

import {
  generated,
  has,
  heard,
  inside,
  pixelsOf,
  put,
  sample,
  show,
  slider,
  openPanel,
} from './harness.js';
import { click, dragFrom, press, turnWheel } from './user.js';

interface ExpectedView {
  attributes: {
    plane: PlaneName;
    frame: number;
    colormap?: string;
    invert?: boolean;
    'window-center'?: number;
    'window-width'?: number;
  };
  frameCount: number;
  rows: number;
  columns: number;
  /** The name of a file in .cache/rgba. */
  rgba: string;
  pixel: { x: number; y: number; value: number | null };
}

/** See test/fixtures/planes.py. */
interface ExpectedVolume {
  name: string;
  views: ExpectedView[];
}

const response = await fetch('/.cache/planes/planes.json');
const volumes = (await response.json()) as ExpectedVolume[];
const planeNames = ['axial', 'coronal', 'sagittal'] as const;
const upright = volumeOf('axial');
const [columns, rows, slices] = [29, 21, 13];

function volumeOf(name: string): string {
  return `/.cache/planes/${name}.zip`;
}

function canvasesOf(element: DicomViewer): HTMLCanvasElement[] {
  return [
    ...(element.shadowRoot?.querySelectorAll<HTMLCanvasElement>('canvas[part="canvas"]') ?? []),
  ];
}

function panesOf(element: DicomViewer): HTMLElement[] {
  return [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.cell:not([hidden])') ?? [])];
}

/** The frames of the three planes, as the sliders have them. */
async function framesOf(element: DicomViewer): Promise<number[]> {
  await element.rendered;
  await element.updateComplete;
  return ['Axial', 'Coronal', 'Sagittal'].map((label) => slider(element, label).valueAsNumber);
}

function showMpr(attributes: Record<string, string> = {}): Promise<DicomViewer> {
  return show(upright, { plane: 'mpr', controls: '', ...attributes });
}

function contentsOf(element: DicomViewer): string[] {
  const painted = canvasesOf(element).filter(({ width }) => width > 0);
  return painted.map((canvas) => pixelsOf(canvas).join());
}

/** How far a canvas is at most from what a file holds. */
async function differenceFrom(canvas: HTMLCanvasElement, view: ExpectedView): Promise<number> {
  expect([canvas.width, canvas.height]).to.deep.equal([view.columns, view.rows]);
  const want = new Uint8Array(await (await fetch(`/.cache/rgba/${view.rgba}`)).arrayBuffer());
  const shown = pixelsOf(canvas);
  expect(shown.length).to.equal(want.length);
  return want.reduce((most, value, i) => Math.max(most, Math.abs(value - (shown[i] ?? 0))), 0);
}

function textsOf(element: DicomViewer, selector: string): string[] {
  const found = element.shadowRoot?.querySelectorAll(selector) ?? [];
  return [...found].map(({ textContent }) => textContent.trim());
}

function choose(element: DicomViewer, label: string, option: string): void {
  const select = inside(element, `select[aria-label="${label}"]`) as HTMLSelectElement;
  const index = [...select.options].findIndex(({ text }) => text.trim() === option);
  expect(index, option).to.be.at.least(0);
  select.selectedIndex = index;
  select.dispatchEvent(new Event('change'));
}

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

const upAxes: Crosshair['axes'] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function middle(target: Element): [number, number] {
  const { left, top, width, height } = target.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}

/** What a hand grasps to turn the first line of a plane. */
function handleOf(element: DicomViewer, plane: PlaneName): Element {
  const svg = element.shadowRoot?.querySelectorAll('.crosshair')[planeNames.indexOf(plane)];
  const handle = svg?.querySelector('.grasp.handle');
  if (!handle) {
    throw new Error(`The ${plane} plane has no handle.`);
  }
  return handle;
}

/** Where on the page a part of a plane's width and height lies, and how large it is there. */
async function placeIn(element: DicomViewer, plane: PlaneName, right: number, down: number) {
  await element.rendered;
  await element.updateComplete;
  const canvas = canvasesOf(element)[planeNames.indexOf(plane)];
  const { left, top, width, height } = canvas?.getBoundingClientRect() ?? new DOMRect();
  return { x: left + right * width, y: top + down * height, width, height };
}
