import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';

import type { Annotation, DicomViewer } from '/dist/dicom-viewer.js';

import { canvasOf, has, heard, inside, next, put, sample, show } from './harness.js';
import { clickOn, dragOn, labels, markOf, markParts, onPage, until } from './marks.js';
import { press } from './user.js';

const ct = sample('CT_small.dcm');
/** That of CT_small, of columns as of rows. */
const spacing = 0.661468;
/** Slices of pixels of 0.5 × 0.75 mm, 1.25 mm apart. */
const volume = '/.cache/planes/axial.zip';

const length: Annotation = { id: 'a', type: 'length', points: [[10, 20], [40, 60]] }; // prettier-ignore

/** Shows an image that a visitor may mark, and puts the keyboard's focus on it. */
async function showEditable(attributes: Record<string, string> = {}): Promise<DicomViewer> {
  const element = await show(ct, { editable: '', tool: 'length', ...attributes });
  await element.rendered;
  inside(element, '.stage').focus();
  return element;
}

function unmeasured(annotation: Annotation): Annotation {
  const others = { ...annotation };
  delete others.measurement;
  return others;
}

/** The mark that a user adds. */
async function added(element: DicomViewer, act: () => Promise<void>): Promise<Annotation> {
  const event = next(element, 'dicom-annotation');
  await act();
  const { detail } = await event;
  expect(detail.action).to.equal('add');
  return detail.annotation;
}

function near(points: Annotation['points'], expected: number[][], off = 0.3): void {
  expect(points).to.have.length(expected.length);
  points.forEach((point, index) => {
    point.forEach((value, axis) => {
      expect(value).to.be.closeTo(expected[index]?.[axis] ?? NaN, off);
    });
  });
}

describe('marks that the page sets', () => {
  it('are seen and measured, and what is measured is read', async () => {
    const element = await show(ct);
    element.annotations = [length];
    await element.rendered;
    const [mark] = element.annotations;
    expect(mark?.measurement?.length?.value).to.be.closeTo(50 * spacing, 1e-6);
    expect(mark?.measurement?.length).to.include({ unit: 'mm', from: 'PixelSpacing' });
    expect(markParts(element)).to.have.length(1);
    await element.updateComplete;
    expect(labels(element)).to.deep.equal(['33.07 mm']);
  });

  it('have the statistics of the pixels whose centres lie inside', async () => {
    const element = await show(ct);
    element.annotations = [{ id: 'a', type: 'rectangle', points: [[30.2, 40.4], [34.9, 43.6]] }]; // prettier-ignore
    await element.rendered;
    const values: number[] = [];
    for (let y = 40; y <= 43; y += 1) {
      for (let x = 30; x <= 34; x += 1) {
        values.push((await element.pixelAt(x, y)) as number);
      }
    }
    const mean = values.reduce((sum, each) => sum + each) / values.length;
    const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
    const measurement = markOf(element, 'a').measurement;
    expect(measurement?.count).to.equal(20);
    expect(measurement?.mean).to.be.closeTo(mean, 1e-9);
    expect(measurement?.standardDeviation).to.be.closeTo(Math.sqrt(squares / 20), 1e-9);
    expect(measurement).to.include({
      minimum: Math.min(...values),
      maximum: Math.max(...values),
      unit: 'HU',
    });
    expect(measurement?.area?.value).to.be.closeTo(4.7 * 3.2 * spacing ** 2, 1e-6);
    expect(measurement?.area?.unit).to.equal('mm²');
  });

  it('are in the place that they name, also of an image that is turned, mirrored and zoomed', async () => {
    const element = await show(ct, { rotation: '90', flip: '', zoom: '2', tool: 'select' });
    element.style.width = '512px';
    element.annotations = [{ ...length, points: [[70, 60], [50, 60]] }]; // prettier-ignore
    await element.rendered;
    await until(() => has(element, '.mark .halo'));
    const line = inside(element, '.mark .line').getBoundingClientRect();
    const pane = inside(element, '.pane').getBoundingClientRect();
    // Turned clockwise and then mirrored, columns run down and rows to the right.
    const scale = (2 * pane.height) / 128;
    const top = pane.top + pane.height / 2 + (50 - 64) * scale;
    const left = pane.left + pane.width / 2 + (60 - 64) * scale;
    expect(line.top).to.be.closeTo(top, 3);
    expect(line.bottom).to.be.closeTo(top + 20 * scale, 3);
    expect((line.left + line.right) / 2).to.be.closeTo(left, 3);
  });

  it('fire no event, and are saved and set again without loss', async () => {
    const element = await show(ct, { editable: '', controls: '' });
    const events = heard(element, 'dicom-annotation');
    const marks: Annotation[] = [
      { ...length, text: 'ä <b>', color: 'rgb(255, 0, 0)', locked: true },
      { id: 'b', type: 'polygon', points: [[1, 1], [9, 1], [5, 7.25]], frame: 0 }, // prettier-ignore
    ];
    element.annotations = marks;
    await element.rendered;
    const saved = JSON.stringify(element.annotations);
    element.annotations = [];
    await element.rendered;
    expect(markParts(element)).to.be.empty;
    element.annotations = JSON.parse(saved) as Annotation[];
    await element.rendered;
    expect(JSON.stringify(element.annotations)).to.equal(saved);
    expect(element.annotations.map(unmeasured)).to.deep.equal(marks);
    expect(events).to.be.empty;
  });

  it('that are none are left out with a warning', async () => {
    const element = await show(ct);
    const warning = next(element, 'dicom-warning');
    element.annotations = [length, { type: 'circle' }] as Annotation[];
    const { detail } = await warning;
    expect(detail).to.deep.equal({
      code: 'annotations',
      message: "Marks that aren't valid are left out: 1.",
    });
    expect(element.annotations).to.have.length(1);
  });

  it('come from a URL of JSON', async () => {
    const blob = new Blob([JSON.stringify([length])], { type: 'application/json' });
    const element = await show(ct, { 'annotations-src': URL.createObjectURL(blob) });
    expect(element.annotations[0]?.measurement?.length?.unit).to.equal('mm');
    expect(markParts(element)).to.have.length(1);
  });

  it('that can not be fetched are told of', async () => {
    const element = put({ src: ct, 'annotations-src': '/nowhere.json' });
    const { detail } = await next(element, 'dicom-warning');
    expect(detail.code).to.equal('annotations');
    expect(detail.message).to.include('nowhere.json');
    await element.rendered;
  });

  it('are seen on their frame alone', async () => {
    const element = await show(volume);
    element.annotations = [{ ...length, points: [[2, 3], [8, 11]], frame: 3 }]; // prettier-ignore
    await element.rendered;
    expect(markParts(element)).to.be.empty;
    element.frame = 3;
    await element.rendered;
    await until(() => markParts(element).length === 1);
    await element.rendered;
    const measured = element.annotations[0]?.measurement?.length;
    expect(measured?.value).to.be.closeTo(Math.hypot(6 * 0.5, 8 * 0.75), 1e-6);
  });

  it('are measured anew on another source', async () => {
    const element = await show(ct);
    element.annotations = [{ ...length, points: [[2, 3], [8, 11]] }]; // prettier-ignore
    await element.rendered;
    element.src = volume;
    await element.rendered;
    await until(() => element.annotations[0]?.measurement !== undefined);
    const value = element.annotations[0]?.measurement?.length?.value;
    expect(value).to.be.closeTo(Math.hypot(6 * 0.5, 8 * 0.75), 1e-6);
  });
});

describe('a page without marks', () => {
  it('fetches nothing for them', async () => {
    const fetches = () => performance.getEntriesByName(new URL('/dist/annotations.js', location.href).href); // prettier-ignore
    const before = fetches().length;
    await show(ct, { editable: '', controls: '', tool: 'pan' });
    expect(fetches()).to.have.length(before);
  });
});

describe('marks in the patient', () => {
  const patient: Annotation = {
    id: 'p',
    type: 'length',
    plane: 'coronal',
    points: [[-10, 11, 33], [-4, 11, 41]], // prettier-ignore
  };

  it('are seen and measured on their plane', async () => {
    const element = await show(volume, { plane: 'mpr' });
    element.annotations = [patient];
    await element.rendered;
    element.crosshair = {
      center: [-5, 11, 38],
      axes: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], // prettier-ignore
    };
    await element.rendered;
    await until(() => element.annotations[0]?.measurement !== undefined);
    const measured = element.annotations[0]?.measurement?.length;
    expect(measured?.value).to.be.closeTo(10, 1e-6);
    expect(measured?.from).to.equal('PixelSpacing');
  });

  it('are seen as dots on the slices that they cross', async () => {
    const element = await show(volume, { frame: '4' }); // z = 36
    element.annotations = [patient];
    await element.rendered;
    await until(() => markParts(element).length === 1);
    expect(inside(element, '.mark').classList.contains('cut')).to.equal(true);
    element.frame = 12; // z = 46
    await element.rendered;
    await until(() => markParts(element).length === 0);
  });
});

describe('a visitor draws', () => {
  it('a length by a drag', async () => {
    const element = await showEditable();
    const changes = heard(element, 'dicom-change');
    const mark = await added(element, () => dragOn(element, [30, 30], [60, 70]));
    expect(mark).to.include({ type: 'length', frame: 0 });
    expect(mark.sopInstanceUID).to.equal(element.metadata?.['00080018']?.Value?.[0]);
    near(mark.points, [[30, 30], [60, 70]]); // prettier-ignore
    expect(mark.measurement?.length?.value).to.be.closeTo(50 * spacing, 0.5);
    expect(element.annotations).to.deep.equal([mark]);
    expect(changes).to.be.empty; // the window stays
  });

  it('a length by two clicks', async () => {
    const element = await showEditable();
    const mark = await added(element, () => clickOn(element, [30, 30], [60, 70]));
    near(mark.points, [[30, 30], [60, 70]]); // prettier-ignore
  });

  for (const tool of ['rectangle', 'ellipse', 'arrow'] as const) {
    it(`the two points of a mark of type ${tool} by a drag`, async () => {
      const element = await showEditable({ tool });
      const mark = await added(element, () => dragOn(element, [30, 30], [60, 70]));
      expect(mark.type).to.equal(tool);
      near(mark.points, [[30, 30], [60, 70]]); // prettier-ignore
      if (tool !== 'arrow') {
        expect(mark.measurement?.unit).to.equal('HU');
      }
    });
  }

  it('an angle by a drag and a click', async () => {
    const element = await showEditable({ tool: 'angle' });
    const mark = await added(element, async () => {
      await dragOn(element, [60, 30], [30, 30]);
      await clickOn(element, [30, 60]);
    });
    near(mark.points, [[60, 30], [30, 30], [30, 60]]); // prettier-ignore
    expect(mark.measurement?.angle?.value).to.be.closeTo(90, 1);
  });

  it('a Cobb angle by two drags', async () => {
    const element = await showEditable({ tool: 'cobb' });
    const mark = await added(element, async () => {
      await dragOn(element, [30, 30], [60, 30]);
      await dragOn(element, [30, 60], [60, 90]);
    });
    near(mark.points, [[30, 30], [60, 30], [30, 60], [60, 90]]); // prettier-ignore
    expect(mark.measurement?.angle?.value).to.be.closeTo(45, 1);
  });

  it('a polygon by clicks and Enter', async () => {
    const element = await showEditable({ tool: 'polygon' });
    const mark = await added(element, async () => {
      await clickOn(element, [30, 30], [60, 30], [60, 60]);
      await press('Enter');
    });
    near(mark.points, [[30, 30], [60, 30], [60, 60]]); // prettier-ignore
    expect(mark.measurement?.area?.value).to.be.closeTo(450 * spacing ** 2, 6);
  });

  it('a polygon that ends with a double click, which leaves the zoom as it is', async () => {
    const element = await showEditable({ tool: 'polygon', zoom: '1.5' });
    const mark = await added(element, async () => {
      await clickOn(element, [40, 40], [80, 40], [80, 80]);
      await clickOn(element, [40, 80], [40, 80]);
      const [clientX, clientY] = onPage(element, [40, 80]);
      const init = { clientX, clientY, bubbles: true, composed: true };
      canvasOf(element).dispatchEvent(new MouseEvent('dblclick', init));
    });
    near(mark.points, [[40, 40], [80, 40], [80, 80], [40, 80]]); // prettier-ignore
    expect(element.zoom).to.equal(1.5);
  });

  it('a polygon that ends with a click on its first corner', async () => {
    const element = await showEditable({ tool: 'polygon' });
    const mark = await added(element, () =>
      clickOn(element, [30, 30], [60, 30], [60, 60], [30, 30]),
    );
    expect(mark.points).to.have.length(3);
  });

  it('a point and the value of a pixel by a click', async () => {
    const element = await showEditable({ tool: 'probe' });
    const probe = await added(element, () => clickOn(element, [40.5, 50.5]));
    expect(probe.measurement?.mean).to.equal(await element.pixelAt(40, 50));
    element.tool = 'point';
    const point = await added(element, () => clickOn(element, [60, 60]));
    expect(point).to.deep.include({ type: 'point' });
    expect(element.annotations).to.have.length(2);
  });

  it('a text, which is asked for', async () => {
    const element = await showEditable({ tool: 'text' });
    const mark = await added(element, async () => {
      await clickOn(element, [40, 50]);
      await until(() => element.shadowRoot?.activeElement?.matches('.mark-text') ?? false);
      await sendKeys({ type: 'Fracture?' });
      await press('Enter');
    });
    expect(mark).to.include({ type: 'text', text: 'Fracture?' });
    expect(element.shadowRoot?.activeElement).to.equal(inside(element, '.stage'));
    await element.rendered;
    expect(labels(element)).to.deep.equal(['Fracture?']);
  });

  it('nothing where a text is left empty, or Escape takes it back', async () => {
    const element = await showEditable({ tool: 'text' });
    await clickOn(element, [40, 50]);
    await until(() => has(element, '.mark-text'));
    await press('Escape');
    await until(() => !has(element, '.mark-text'));
    element.tool = 'angle';
    await element.updateComplete;
    inside(element, '.stage').focus();
    await dragOn(element, [30, 30], [60, 30]);
    await until(() => has(element, '.mark.drawing'));
    await press('Escape');
    await until(() => !has(element, '.mark.drawing'));
    await dragOn(element, [30, 30], [60, 30], canvasOf(element), () => press('Escape'));
    await element.updateComplete;
    expect(has(element, '.mark.drawing')).to.equal(false);
    expect(element.annotations).to.be.empty;
  });

  for (const tool of ['length', 'angle', 'cobb', 'polygon', 'ellipse', 'point'] as const) {
    it(`a mark of type ${tool} by Enter, in the middle of what is seen`, async () => {
      const element = await showEditable({ tool, zoom: '2' });
      const mark = await added(element, () => press('Enter'));
      expect(mark.type).to.equal(tool);
      const bounds = [0, 1].map((axis) => mark.points.map((point) => point[axis] ?? NaN));
      for (const values of bounds) {
        expect((Math.min(...values) + Math.max(...values)) / 2).to.be.closeTo(64, 1e-6);
        expect(Math.max(...values) - Math.min(...values)).to.be.at.most(128 / 4);
      }
    });
  }

  it('on a plane in mm of the patient', async () => {
    const element = await show(volume, { plane: 'coronal', editable: '', tool: 'length' });
    await element.rendered;
    const mark = await added(element, () => dragOn(element, [5, 5], [15, 5]));
    expect(mark.plane).to.equal('coronal');
    expect(mark.frame).to.equal(undefined);
    const [a = [], b = []] = mark.points;
    expect((b[0] ?? 0) - (a[0] ?? 0)).to.be.closeTo(5, 0.2); // ten pixels of 0.5 mm
    expect(mark.measurement?.length?.value).to.be.closeTo(5, 0.2);
  });

  it('nothing where marks may not be changed, and the window stays', async () => {
    const element = await show(ct, { tool: 'length' });
    const changes = heard(element, 'dicom-change');
    await dragOn(element, [30, 30], [60, 70]);
    expect(element.annotations).to.be.empty;
    expect(changes).to.be.empty;
  });
});

describe('a visitor changes', () => {
  async function showSelected(change: Partial<Annotation> = {}): Promise<DicomViewer> {
    const element = await showEditable({ tool: 'select', info: '' });
    element.style.width = '900px';
    element.annotations = [{ ...length, frame: 0, ...change }];
    await element.rendered;
    await clickOn(element, [25, 40]); // the middle of the line
    return element;
  }

  it('a mark by a click, which chooses it', async () => {
    const element = await showEditable({ tool: 'select' });
    element.annotations = [length];
    await element.rendered;
    const event = next(element, 'dicom-annotation');
    await clickOn(element, [25, 40]);
    const { detail } = await event;
    expect(detail.action).to.equal('select');
    expect(detail.annotation.id).to.equal('a');
    await until(() => has(element, '.mark.selected'));
    const handle = inside(element, 'circle.grasp').getBoundingClientRect();
    expect(Math.min(handle.width, handle.height)).to.be.at.least(24);
  });

  it('a point by its handle', async () => {
    const element = await showSelected();
    await until(() => has(element, 'circle.grasp'));
    const events = heard(element, 'dicom-annotation');
    await dragOn(element, [40, 60], [50, 90]);
    await until(() => events.length > 0);
    expect(events.at(-1)?.action).to.equal('change');
    near(markOf(element, 'a').points, [[10, 20], [50, 90]], 0.6); // prettier-ignore
    expect(markOf(element, 'a').measurement?.length?.value).to.be.closeTo(
      Math.hypot(40, 70) * spacing,
      1,
    );
  });

  it('a whole mark by its line, and Escape takes that back', async () => {
    const element = await showSelected();
    await until(() => has(element, 'circle.grasp'));
    const event = next(element, 'dicom-annotation');
    await dragOn(element, [25, 40], [35, 30]);
    await event;
    near(markOf(element, 'a').points, [[20, 10], [50, 50]], 0.6); // prettier-ignore
    const { points } = markOf(element, 'a');
    await dragOn(element, [35, 30], [65, 60], canvasOf(element), () => press('Escape'));
    await element.updateComplete;
    expect(markOf(element, 'a').points).to.deep.equal(points);
  });

  it('not a mark that is locked', async () => {
    const element = await showSelected({ locked: true });
    await element.updateComplete;
    expect(has(element, 'circle.grasp')).to.equal(false);
    await dragOn(element, [25, 40], [35, 30]);
    await press('Delete');
    expect(markOf(element, 'a').points).to.deep.equal(length.points);
  });

  it('a mark by deleting it, undoes and redoes that', async () => {
    const element = await showSelected();
    const events = heard(element, 'dicom-annotation');
    inside(element, '.stage').focus();
    await press('Delete');
    await until(() => events.at(-1)?.action === 'remove');
    expect(element.annotations).to.be.empty;
    await press('z', 'Control');
    await until(() => events.at(-1)?.action === 'add');
    expect(markOf(element, 'a').points).to.deep.equal(length.points);
    await press('z', 'Control', 'Shift');
    await until(() => events.at(-1)?.action === 'remove');
    expect(element.annotations).to.be.empty;
  });

  it('a mark in the list, by keyboard alone', async () => {
    const element = await showSelected({ text: 'Old' });
    await until(() => has(element, '.mark-list input'));
    const choose = inside(element, '.mark-list .choose');
    expect(choose.textContent.trim()).to.match(/^Length, Old, 33\.07.mm$/);
    choose.focus();
    await press('ArrowRight');
    await press('ArrowDown', 'Shift');
    near(markOf(element, 'a').points, [[11, 30], [41, 70]], 1e-6); // prettier-ignore
    inside(element, '.mark-list .point').focus();
    await press('ArrowLeft');
    near(markOf(element, 'a').points, [[10, 30], [41, 70]], 1e-6); // prettier-ignore
    await press('z', 'Control');
    near(markOf(element, 'a').points, [[11, 30], [41, 70]], 1e-6); // prettier-ignore
    const field = inside(element, '.mark-list input') as HTMLInputElement;
    field.focus();
    field.select();
    await sendKeys({ type: 'New' });
    await press('Tab');
    expect(markOf(element, 'a').text).to.equal('New');
    inside(element, '.mark-list .choose').focus();
    await press('Delete');
    await until(() => element.annotations.length === 0);
    expect(has(element, '.mark-list li')).to.equal(false);
    await until(() => element.shadowRoot?.activeElement === inside(element, '.stage'));
  });

  it('a mark in the list, and the focus goes on to another', async () => {
    const element = await showSelected();
    element.annotations = [...element.annotations, { ...length, id: 'b', hidden: true }];
    await element.rendered;
    inside(element, '.mark-list .choose').focus();
    await press('Delete');
    await until(() => element.annotations.length === 1);
    const reveal = inside(element, '.mark-list button');
    await until(() => element.shadowRoot?.activeElement === reveal);
    await press('Enter');
    await until(() => element.annotations[0]?.hidden === false);
    await until(() => element.shadowRoot?.activeElement?.matches('.choose') === true);
  });
});

describe('a hidden mark', () => {
  it('is revealed by a button in its place, with what is measured', async () => {
    const element = await show(ct);
    element.annotations = [{ ...length, hidden: true, text: 'Nodule' }];
    await element.rendered;
    await until(() => has(element, '.reveal'));
    expect(labels(element)).to.be.empty;
    expect(has(element, '.mark')).to.equal(false);
    const button = inside(element, '.reveal');
    const { left, top, width, height } = button.getBoundingClientRect();
    const [x, y] = onPage(element, [25, 40]);
    expect(left + width / 2).to.be.closeTo(x, 1.5);
    expect(top + height / 2).to.be.closeTo(y, 1.5);
    const event = next(element, 'dicom-annotation');
    await sendMouse({ type: 'click', position: [x, y] });
    const { detail } = await event;
    expect(detail.action).to.equal('reveal');
    expect(detail.annotation.hidden).to.equal(false);
    expect(detail.annotation.measurement?.length?.unit).to.equal('mm');
    await element.updateComplete;
    expect(labels(element)).to.deep.equal(['Nodule', '33.07 mm']);
  });
});
