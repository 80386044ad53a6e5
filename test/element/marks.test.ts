import { sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';

import type { Annotation } from '/dist/dicom-viewer.js';

import { has, heard, inside, next, put, show } from './harness.js';
import {
  ct,
  labels,
  length,
  markOf,
  markParts,
  onPage,
  spacing,
  unmeasured,
  until,
  volume,
} from './marks.js';

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
