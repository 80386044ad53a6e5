import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';

import type { Annotation, DicomViewer } from '/dist/dicom-viewer.js';

import { canvasOf, has, heard, inside, next, show } from './harness.js';
import {
  added,
  clickOn,
  ct,
  dragOn,
  labels,
  length,
  markOf,
  near,
  onPage,
  showEditable,
  spacing,
  until,
  volume,
} from './marks.js';
import { press } from './user.js';

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
