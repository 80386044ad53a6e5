import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { heard, inside, put } from './harness.js';
import { click, press, turnWheel } from './user.js';
import { steps, written, type WrittenSeries } from './written-slices.js';

const lifted = { frameOfReference: '1' };

/** Shows a series in an element; `link` is A unless another is given. */
async function showSeries(
  series: WrittenSeries,
  attributes: Record<string, string> = {},
): Promise<DicomViewer> {
  const element = put({ tool: 'window', link: 'A', ...attributes });
  element.style.width = '300px';
  element.files = written(series);
  await settled(element);
  return element;
}

/** Waits until elements show what they ask for, also what they ask each other for. */
async function settled(...elements: DicomViewer[]): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    for (const element of elements) {
      await element.rendered;
      await element.updateComplete;
    }
  }
}

/** The lines at which other viewers cut an image, by plane, rounded. */
function linesOf(element: DicomViewer, pane = 0): [plane: string, ...ends: number[]][] {
  const panes = [...(element.shadowRoot?.querySelectorAll('.pane') ?? [])];
  const groups = [...(panes[pane]?.querySelectorAll('.references g') ?? [])];
  return groups.map((group) => {
    const line = group.lastElementChild;
    const ends = ['x1', 'y1', 'x2', 'y2'].map((name) => Number(line?.getAttribute(name)));
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = ends.map((end) => Math.round(end * 100) / 100);
    const isForward = x1 < x2 || (x1 === x2 && y1 <= y2);
    return [
      group.getAttribute('class') ?? '',
      ...(isForward ? [x1, y1, x2, y2] : [x2, y2, x1, y1]),
    ];
  });
}

describe('linked viewers', () => {
  it('step to the same place of the patient, whatever their spacings', async () => {
    const fine = await showSeries({ ...lifted, offsets: steps(31, 1) });
    const coarse = await showSeries({ ...lifted, offsets: steps(7, 5) });
    fine.frame = 14;
    await settled(fine, coarse);
    expect(coarse.frame).to.equal(3); // 15 mm is nearest to 14 mm
    coarse.frame = 5;
    await settled(fine, coarse);
    expect(fine.frame).to.equal(25);
    expect(coarse.frame).to.equal(5); // and hears no echo
  });

  it('step the opposite way where slices are stacked that way', async () => {
    const up = await showSeries({ ...lifted, offsets: steps(11, 2) });
    // seen from the head: the normal points to the feet
    const down = await showSeries({
      ...lifted,
      position: [31, 0, 20],
      right: [-1, 0, 0],
      offsets: steps(11, 2),
    });
    up.frame = 3;
    await settled(up, down);
    expect(down.frame).to.equal(7);
  });

  it('step to where a slice is that lies at an irregular distance', async () => {
    const regular = await showSeries({ ...lifted, offsets: steps(21, 1) });
    const irregular = await showSeries({ ...lifted, offsets: [0, 1, 2, 3, 11, 12, 13] });
    regular.frame = 12;
    await settled(regular, irregular);
    expect(irregular.frame).to.equal(5);
    irregular.frame = 4;
    await settled(regular, irregular);
    expect(regular.frame).to.equal(11);
  });

  it('step by index where they have no frame of reference in common', async () => {
    const a = await showSeries({ frameOfReference: '1', offsets: steps(21, 1) });
    const b = await showSeries({ frameOfReference: '2', offsets: steps(6, 1, 100) });
    const c = await showSeries({ offsets: steps(30, 3) });
    a.frame = 4;
    await settled(a, b, c);
    expect([b.frame, c.frame]).to.deep.equal([4, 4]);
    a.frame = 17;
    await settled(a, b, c);
    expect([b.frame, c.frame]).to.deep.equal([5, 17]); // as far as there are any
    expect(a.frame).to.equal(17); // not brought back by the shorter one
  });

  it('are stepped by the wheel and the keys of one, and the page hears of both', async () => {
    const a = await showSeries({ ...lifted, offsets: steps(20, 1) });
    const b = await showSeries({ ...lifted, offsets: steps(10, 2) });
    const [changesOfA, changesOfB] = [heard(a, 'dicom-change'), heard(b, 'dicom-change')];
    await click(inside(a, '.stage'));
    await turnWheel(inside(a, '.stage'), 400);
    await settled(a, b);
    await press('ArrowDown');
    await press('ArrowDown');
    await settled(a, b);
    expect([a.frame, b.frame]).to.deep.equal([6, 3]);
    expect(changesOfA.at(-1)).to.deep.equal({ frame: 6 });
    expect(changesOfB).to.deep.equal([{ frame: 2 }, { frame: 3 }]);
  });

  it('that follow a script fire no event', async () => {
    const a = await showSeries({ ...lifted, offsets: steps(20, 1) });
    const b = await showSeries({ ...lifted, offsets: steps(20, 1) });
    const changes = [...[a, b].map((element) => heard(element, 'dicom-change'))];
    Object.assign(a, { frame: 9, zoom: 2, center: [10, 12] });
    await settled(a, b);
    expect([b.frame, b.zoom, b.center]).to.deep.equal([9, 2, [10, 12]]);
    expect(changes).to.deep.equal([[], []]);
  });

  it('zoom and pan together, to the same place of the patient', async () => {
    const a = await showSeries({ ...lifted, offsets: steps(5, 1) });
    // the same 32 mm, in pixels of 0.5 mm, and moved by 4 mm
    const b = await showSeries({
      ...lifted,
      ...{ position: [4, 0, 0], spacing: [0.5, 0.5], columns: 64, rows: 64, offsets: steps(5, 1) },
    });
    Object.assign(a, { zoom: 3, center: [20, 10] });
    await settled(a, b);
    expect(b.zoom).to.equal(3);
    // 20 pixels from the edge lie at 19.5 mm, at 15.5 mm of the other: 31 of its pixels and a half
    expect(b.center?.[0]).to.be.closeTo(31.5, 1e-6);
    expect(b.center?.[1]).to.be.closeTo(19.5, 1e-6);
    a.center = undefined;
    await settled(a, b);
    expect(b.center).to.equal(undefined);
  });

  it('pan to the same part of the image where they have no frame of reference in common', async () => {
    const a = await showSeries({ frameOfReference: '1', offsets: steps(5, 1) });
    const b = await showSeries({
      frameOfReference: '2',
      columns: 64,
      rows: 16,
      offsets: steps(5, 1),
    });
    a.center = [8, 24];
    await settled(a, b);
    expect(b.center).to.deep.equal([16, 12]);
  });

  it('leave the window to each', async () => {
    const a = await showSeries({ ...lifted, offsets: steps(5, 1) });
    const b = await showSeries({ ...lifted, offsets: steps(5, 1) });
    Object.assign(a, { windowCenter: 50, windowWidth: 20, invert: true, colormap: 'hot' });
    await settled(a, b);
    expect([b.windowCenter, b.windowWidth, b.invert, b.colormap]).to.deep.equal([undefined, undefined, false, 'gray']); // prettier-ignore
  });

  it('of other planes stay where they are, and show the slice of the other as a line', async () => {
    const axial = await showSeries({ ...lifted, offsets: steps(21, 1) });
    const coronal = await showSeries({
      ...lifted,
      ...{ position: [0, 0, 31], right: [1, 0, 0], down: [0, 0, -1], offsets: steps(16, 2) },
    });
    axial.frame = 12;
    await settled(axial, coronal);
    expect(coronal.frame).to.equal(0);
    // 12 mm up from the feet, of 31 mm: the centre of row 19, of 32 pixels each
    expect(linesOf(coronal)).to.deep.equal([['axial', 0, 19.5, 32, 19.5]]);
    expect(linesOf(axial)).to.deep.equal([['coronal', 0, 0.5, 32, 0.5]]);
    coronal.frame = 8;
    await settled(axial, coronal);
    expect(linesOf(axial)).to.deep.equal([['coronal', 0, 16.5, 32, 16.5]]);
    expect(axial.frame).to.equal(12);
  });

  it('of one plane cut each other in no line', async () => {
    const a = await showSeries({ ...lifted, offsets: steps(9, 1) });
    const b = await showSeries({ ...lifted, offsets: steps(9, 2) });
    expect([linesOf(a), linesOf(b)]).to.deep.equal([[], []]);
  });

  it('cut each other as far as both reach, and not at all beyond', async () => {
    const axial = await showSeries({ ...lifted, offsets: steps(9, 1) });
    // a sagittal slice 20 mm to the left, of 8 mm from front to back
    const sagittal = await showSeries({
      ...lifted,
      ...{
        position: [20, 6, 31],
        right: [0, 1, 0],
        down: [0, 0, -1],
        columns: 8,
        offsets: [0, 100],
      },
    });
    await settled(axial, sagittal);
    expect(linesOf(axial)).to.deep.equal([['sagittal', 20.5, 6, 20.5, 14]]);
    expect(linesOf(sagittal)).to.deep.equal([['axial', 0, 31.5, 8, 31.5]]);
    sagittal.frame = 1;
    await settled(axial, sagittal);
    expect([linesOf(axial), linesOf(sagittal)]).to.deep.equal([[], []]);
  });

  it('that lie askew cut each other in a slanting line', async () => {
    const axial = await showSeries({ ...lifted, columns: 64, rows: 64, offsets: steps(3, 1) });
    const half = Math.SQRT1_2;
    const oblique = await showSeries({
      ...lifted,
      ...{ position: [10, 10, 5], right: [half, half, 0], down: [0, 0, -1], offsets: [0, 1] },
    });
    await settled(axial, oblique);
    const [line = ['']] = linesOf(axial);
    const [plane, x1 = 0, y1 = 0, x2 = 0, y2 = 0] = line;
    expect(plane).to.equal('oblique');
    // from half a pixel before its first column's centre over 32 mm, at 45°
    expect(x1).to.be.closeTo(10.5 - half / 2, 0.02);
    expect(y1).to.be.closeTo(10.5 - half / 2, 0.02);
    expect(x2).to.be.closeTo(10.5 + half * 31.5, 0.02);
    expect(y2).to.be.closeTo(10.5 + half * 31.5, 0.02);
  });

  it('put the crosshair of three planes to the slice of another, and step to the crosshair', async () => {
    const slices = await showSeries({ ...lifted, offsets: steps(21, 1) });
    const planes = await showSeries({ ...lifted, offsets: steps(21, 1) }, { plane: 'mpr' });
    slices.frame = 4;
    await settled(slices, planes);
    const center = planes.crosshair?.center ?? [];
    expect(center.map((each) => Math.round(each * 1e6) / 1e6)).to.deep.equal([15.5, 15.5, 4]);
    const axes = planes.crosshair?.axes ?? [[1, 0, 0], [0, 1, 0], [0, 0, 1]]; // prettier-ignore
    planes.crosshair = { center: [3, 5, 17], axes };
    await settled(slices, planes);
    expect(slices.frame).to.equal(17);
    expect(planes.crosshair.center).to.deep.equal([3, 5, 17]);
    // The lines of the crosshair show the slice already, and its middle stays free.
    expect([0, 1, 2].flatMap((pane) => linesOf(planes, pane))).to.deep.equal([]);
    expect(linesOf(slices).map(([plane]) => plane)).to.deep.equal(['coronal', 'sagittal']);
  });

  it('place and turn the crosshairs of three planes together', async () => {
    const a = await showSeries({ ...lifted, offsets: steps(21, 1) }, { plane: 'mpr' });
    const b = await showSeries({ ...lifted, offsets: steps(11, 2) }, { plane: 'mpr' });
    const changes = heard(b, 'dicom-change');
    const axial = inside(a, '.pane');
    axial.focus();
    await press('ArrowDown');
    await press('ArrowRight', 'Alt');
    await settled(a, b);
    expect(b.crosshair?.center[2]).to.be.closeTo(11, 1e-9);
    expect(b.crosshair?.axes[0][1]).to.be.closeTo(Math.sin(Math.PI / 36), 1e-9);
    expect(changes.length).to.be.within(1, 2);
    expect(a.crosshair?.center[2]).to.be.closeTo(11, 1e-9);
  });

  it('show a plane alone where the crosshair of another is', async () => {
    const planes = await showSeries({ ...lifted, offsets: steps(21, 1) }, { plane: 'mpr' });
    const coronal = await showSeries({ ...lifted, offsets: steps(21, 1) }, { plane: 'coronal' });
    expect(coronal.frame).to.equal(15);
    planes.crosshair = { center: [3, 5, 17], axes: [[1, 0, 0], [0, 1, 0], [0, 0, 1]] }; // prettier-ignore
    await settled(planes, coronal);
    expect(coronal.frame).to.equal(5);
    coronal.frame = 9;
    await settled(planes, coronal);
    expect(planes.crosshair.center).to.deep.equal([3, 9, 17]);
  });
});

describe('a link', () => {
  it('holds only between viewers of its name, also after that is another', async () => {
    const a = await showSeries({ ...lifted, offsets: steps(9, 1) });
    const b = await showSeries({ ...lifted, offsets: steps(9, 1) }, { link: 'B' });
    a.frame = 3;
    await settled(a, b);
    expect(b.frame).to.equal(0);
    b.link = 'A';
    await settled(a, b);
    expect(b.frame).to.equal(3); // it begins where the others are
    b.removeAttribute('link');
    await settled(a, b);
    a.frame = 7;
    await settled(a, b);
    expect(b.frame).to.equal(3);
  });

  it('takes in a viewer that is shown later, or gets another source', async () => {
    const a = await showSeries({ ...lifted, offsets: steps(21, 1) });
    Object.assign(a, { frame: 12, zoom: 2 });
    await settled(a);
    const b = await showSeries({ ...lifted, offsets: steps(11, 2) });
    await settled(a, b);
    expect([b.frame, b.zoom]).to.deep.equal([6, 2]);
    b.files = written({ ...lifted, offsets: steps(5, 4) });
    await settled(a, b);
    expect(b.frame).to.equal(3);
    expect(a.frame).to.equal(12);
  });

  it('ends with the element, and begins again where that comes back', async () => {
    const a = await showSeries({ ...lifted, offsets: steps(9, 1) });
    const b = await showSeries({ ...lifted, position: [0, 0, 0], right: [0, 1, 0], down: [0, 0, -1], offsets: steps(9, 1) }); // prettier-ignore
    await settled(a, b);
    expect(linesOf(a)).to.have.length(1);
    b.remove();
    await settled(a);
    expect(linesOf(a)).to.deep.equal([]);
    document.body.append(b);
    await settled(b, a);
    expect(linesOf(a)).to.have.length(1);
  });

  it('leaves no name on the page', async () => {
    const before = new Set(Object.getOwnPropertyNames(globalThis));
    await showSeries({ ...lifted, offsets: steps(3, 1) });
    expect(Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name))).to.be.empty;
  });

  it('is quiet: a change makes one of each other viewer', async () => {
    const viewers = [
      await showSeries({ ...lifted, offsets: steps(31, 1) }),
      await showSeries({ ...lifted, offsets: steps(16, 2) }),
      await showSeries({ ...lifted, offsets: steps(11, 3) }),
    ];
    const [first] = viewers;
    await settled(...viewers);
    const renders = viewers.map((element) => heard(element, 'dicom-render'));
    if (first) {
      first.frame = 20;
    }
    await settled(...viewers);
    expect(renders.map(({ length }) => length)).to.deep.equal([1, 1, 1]);
    expect(viewers.map(({ frame }) => frame)).to.deep.equal([20, 10, 7]);
  });
});
