import { expect } from 'chai';
import { sendMouse, setViewport } from '@web/test-runner-commands';

import type { DicomViewer, PlaneName } from '/dist/dicom-viewer.js';

import { button, has, heard, inside, openPanel, show, slider } from './harness.js';
import { click, dragFrom, press } from './user.js';

const volume = '/.cache/planes/axial.zip';
const planeNames = ['axial', 'coronal', 'sagittal'] as const;
/** The volume of test/fixtures/planes.py, in mm: 29 columns of 0.5, 21 rows of 0.75, 13 slices of 1.25. */
const middleOfVolume = [-12.5 + 14 * 0.5, 7.25 + 10 * 0.75, 31 + 6 * 1.25];

function showPlanes(attributes: Record<string, string> = {}): Promise<DicomViewer> {
  return show(volume, { plane: 'mpr', controls: '', ...attributes });
}

function allOf(element: DicomViewer, selector: string): HTMLElement[] {
  return [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
}

function paneOf(element: DicomViewer, plane: PlaneName): HTMLElement {
  return inside(element, `.pane[aria-label="${plane[0]?.toUpperCase() ?? ''}${plane.slice(1)}"]`);
}

/** The frames of the three planes, as the sliders have them. */
async function framesOf(element: DicomViewer): Promise<number[]> {
  await element.rendered;
  await element.updateComplete;
  return ['Axial', 'Coronal', 'Sagittal'].map((label) => slider(element, label).valueAsNumber);
}

function focusedOf(element: DicomViewer): Element | null | undefined {
  return element.shadowRoot?.activeElement;
}

function announced(element: DicomViewer): string {
  return inside(element, '[role="status"]').textContent.trim();
}

async function hover(target: Element): Promise<void> {
  const { x, y } = target.getBoundingClientRect();
  await sendMouse({ type: 'move', position: [Math.round(x + 20), Math.round(y + 20)] });
}

/** The angle in degrees by which the crosshair is turned in the axial plane, clockwise. */
function turnOf({ crosshair }: DicomViewer): number {
  const [x = 0, y = 0] = crosshair?.axes[0] ?? [];
  return (Math.atan2(y, x) * 180) / Math.PI;
}

/** CSS pixels in a mm of each plane: all pixels of this volume's planes are of 0.5 mm. */
function scalesOf(element: DicomViewer): number[] {
  const canvases = allOf(element, 'canvas[part="canvas"]') as HTMLCanvasElement[];
  return canvases.map((canvas) => canvas.getBoundingClientRect().width / (canvas.width * 0.5));
}

function rowsAndColumns(element: DicomViewer): [rows: number, columns: number] {
  const boxes = allOf(element, '.pane').map((pane) => pane.getBoundingClientRect());
  const shown = boxes.filter(({ width }) => width > 0);
  return [
    new Set(shown.map(({ top }) => Math.round(top))).size,
    new Set(shown.map(({ left }) => Math.round(left))).size,
  ];
}

describe('the pane of each of three planes', () => {
  it('has a name, the colour of its plane, and is reached by the Tab key before its slider', async () => {
    const element = await showPlanes();
    const stops: string[] = [];
    for (let stop = 0; stop < 6; stop += 1) {
      await press('Tab');
      const focused = focusedOf(element);
      const isPane = focused?.matches('.pane') ?? false;
      stops.push(
        isPane
          ? `${focused?.ariaLabel ?? ''} pane`
          : (focused?.closest('label')?.textContent.trim() ?? ''),
      );
    }
    expect(stops.map((stop) => stop.replace(/\s+\d.*/s, ''))).to.deep.equal([
      ...['Axial pane', 'Axial', 'Coronal pane', 'Coronal', 'Sagittal pane', 'Sagittal'],
    ]);
    const colours = allOf(element, '.cell').map((cell) =>
      getComputedStyle(cell).getPropertyValue('--_plane'),
    );
    expect(colours).to.deep.equal(['#ff7a6b', '#58d68d', '#62b5ff']);
    expect(
      allOf(element, '.cell').map((cell) => getComputedStyle(cell).borderTopWidth),
    ).to.deep.equal(['2px', '2px', '2px']);
  });

  it('has a focus ring of two tones above the image', async () => {
    const element = await showPlanes();
    await press('Tab');
    const ring = getComputedStyle(paneOf(element, 'axial'), '::after');
    expect([ring.borderTopColor, ring.outlineColor, ring.position]).to.deep.equal([
      'rgb(255, 255, 255)',
      'rgb(0, 0, 0)',
      'absolute',
    ]);
    expect(getComputedStyle(paneOf(element, 'coronal'), '::after').content).to.equal('none');
  });

  it('leaves, two by two, a fourth place, which says where in the patient they cross', async () => {
    const element = await showPlanes();
    const [x = 0, y = 0, z = 0] = element.crosshair?.center ?? middleOfVolume;
    const place = inside(element, '.crosshair-place');
    const lines = [...place.querySelectorAll('dd')].map(({ textContent }) => textContent.trim());
    expect(lines).to.deep.equal([
      `R ${Math.abs(x).toFixed(1)} mm`,
      `P ${y.toFixed(1)} mm`,
      `H ${z.toFixed(1)} mm`,
    ]);
    const isSeenAt = async (width: number) => {
      element.style.width = `${String(width)}px`;
      await new Promise(requestAnimationFrame);
      return place.checkVisibility();
    };
    expect([await isSeenAt(1000), await isSeenAt(700), await isSeenAt(400)]).to.deep.equal([
      ...[false, true, false],
    ]);
    await isSeenAt(700);
    const box = place.getBoundingClientRect();
    expect([box.left, box.top]).to.deep.equal([
      paneOf(element, 'coronal').getBoundingClientRect().left,
      paneOf(element, 'sagittal').closest('.cell')?.getBoundingClientRect().top,
    ]);
  });

  it('gets the keys while it has the focus, whichever the mouse is over', async () => {
    const element = await showPlanes();
    paneOf(element, 'coronal').focus();
    await hover(paneOf(element, 'sagittal'));
    await press('ArrowDown');
    expect(await framesOf(element)).to.deep.equal([6, 11, 14]);
    await press('Home');
    expect(await framesOf(element)).to.deep.equal([6, 0, 14]);
    await click(paneOf(element, 'sagittal')); // which jumps to its middle, too
    await hover(paneOf(element, 'axial'));
    await press('End');
    const [axial, , sagittal] = await framesOf(element);
    expect([axial, sagittal]).to.deep.equal([6, 28]);
  });

  it('is announced with its position while it has the focus', async () => {
    const element = await showPlanes();
    const window = 'window center 1000, width 2400';
    expect(announced(element)).to.equal(`Axial: Frame 7 of 13, ${window}`);
    paneOf(element, 'coronal').focus();
    await element.updateComplete;
    expect(announced(element)).to.equal(`Coronal: Frame 11 of 21, ${window}`);
    await hover(paneOf(element, 'sagittal'));
    await press('PageDown');
    await framesOf(element);
    expect(announced(element)).to.equal(`Coronal: Frame 13 of 21, ${window}`);
    element.lang = 'de';
    await element.updateComplete;
    expect(inside(element, '.pane').ariaLabel).to.be.a('string');
  });

  it('keeps the focus when one image takes the place of three, and back', async () => {
    const element = await showPlanes();
    paneOf(element, 'sagittal').focus();
    element.plane = 'axial';
    await element.rendered;
    await element.updateComplete;
    expect(focusedOf(element)).to.equal(inside(element, '.stage'));
    element.plane = 'mpr';
    await element.rendered;
    await element.updateComplete;
    expect(focusedOf(element)).to.equal(paneOf(element, 'sagittal'));
    expect(inside(element, '.stage').tabIndex).to.equal(-1);
  });

  it('lets a finger drag once it has the focus, and before that scroll the page', async () => {
    const element = await showPlanes();
    const stage = inside(element, '.stage');
    expect(getComputedStyle(stage).touchAction).to.equal('auto');
    paneOf(element, 'coronal').focus();
    expect(getComputedStyle(stage).touchAction).to.equal('none');
  });

  it('is shown alone after a double click, with the keys, and beside the others after another', async () => {
    const element = await showPlanes();
    const target = paneOf(element, 'coronal');
    await click(target);
    target.dispatchEvent(new MouseEvent('dblclick', { bubbles: true, composed: true }));
    await element.updateComplete;
    const shown = () => allOf(element, '.pane').filter(({ offsetWidth }) => offsetWidth > 0);
    expect(shown()).to.deep.equal([target]);
    expect(focusedOf(element)).to.equal(target);
    const [, before = 0] = await framesOf(element);
    await press('ArrowDown');
    expect((await framesOf(element))[1]).to.equal(before + 1);
    target.dispatchEvent(new MouseEvent('dblclick', { bubbles: true, composed: true }));
    await element.updateComplete;
    expect(shown()).to.have.length(3);
  });
});

describe('the crosshair of three planes', () => {
  it('is turned by Alt and arrows in the plane that has the focus, by 5° each', async () => {
    const element = await showPlanes();
    const changes = heard(element, 'dicom-change');
    paneOf(element, 'axial').focus();
    await press('ArrowRight', 'Alt');
    expect(turnOf(element)).to.be.closeTo(5, 1e-9);
    // faster than planes are painted
    await press('ArrowDown', 'Alt');
    await press('ArrowDown', 'Alt');
    await press('ArrowLeft', 'Alt');
    await press('ArrowUp', 'Alt');
    await press('ArrowUp', 'Alt');
    await press('ArrowUp', 'Alt');
    expect(turnOf(element)).to.be.closeTo(-5, 1e-9);
    expect(element.crosshair?.axes[2]).to.deep.equal([0, 0, 1]);
    expect(changes.map((change) => Object.keys(change).join())).to.deep.equal(
      Array<string>(7).fill('crosshair'),
    );
  });

  it('is turned by two buttons for each plane, by 15° each', async () => {
    const element = await showPlanes();
    await openPanel(element, 'Layout');
    const turn = async (name: string) => {
      await click(inside(element, `button[aria-label="${name}"]`));
      await element.rendered;
      await element.updateComplete;
    };
    await turn('Axial: turn right');
    await turn('Axial: turn right');
    expect(turnOf(element)).to.be.closeTo(30, 1e-6);
    await turn('Axial: turn left');
    expect(turnOf(element)).to.be.closeTo(15, 1e-6);
    expect(allOf(element, '.turn').map(({ ariaLabel }) => ariaLabel)).to.deep.equal([
      ...['Axial: turn left', 'Axial: turn right', 'Coronal: turn left', 'Coronal: turn right'],
      ...['Sagittal: turn left', 'Sagittal: turn right'],
    ]);
  });

  it('leaves Alt and arrows to the page where there is one image', async () => {
    const element = await show(volume, { controls: '' });
    inside(element, '.stage').focus();
    const init = { key: 'ArrowDown', altKey: true, bubbles: true, cancelable: true };
    expect(inside(element, '.stage').dispatchEvent(new KeyboardEvent('keydown', init))).to.be.true;
    expect(element.frame).to.equal(0);
  });

  it('leaves all planes at one scale, also while it is turned', async () => {
    const element = await showPlanes();
    const [scale = 0] = scalesOf(element);
    paneOf(element, 'axial').focus();
    for (let turn = 0; turn < 9; turn += 1) {
      await press('ArrowRight', 'Alt');
      await element.rendered;
      await element.updateComplete;
      for (const each of scalesOf(element)) {
        expect(each).to.be.closeTo(scale, 1e-3 * scale);
      }
    }
  });

  it('is moved anywhere in a plane by its middle, and never leaves the volume', async () => {
    const element = await showPlanes();
    const canvas = paneOf(element, 'axial').querySelector('canvas');
    const { left, top, width, height } = canvas?.getBoundingClientRect() ?? new DOMRect();
    const [x, y] = [left + width / 2, top + height / 2];
    await dragFrom([x, y], width / 4, height / 4);
    const [a = 0, b = 0, c = 0] = element.crosshair?.center ?? [];
    // a quarter of the 29 × 31 pixels of 0.5 mm
    expect(a - (middleOfVolume[0] ?? 0)).to.be.closeTo((29 / 4) * 0.5, 0.3);
    expect(b - (middleOfVolume[1] ?? 0)).to.be.closeTo((31 / 4) * 0.5, 0.3);
    expect(c).to.equal(middleOfVolume[2]);
    await element.rendered;
    await element.updateComplete;
    await dragFrom([x + width / 4, y + height / 4], width * 2, -height * 3);
    const [right = 0, front = 0] = element.crosshair?.center ?? [];
    expect([right, front]).to.deep.equal([-12.5 + 28 * 0.5, 7.25]);
  });

  it('jumps to where a click is', async () => {
    const element = await showPlanes();
    const canvas = paneOf(element, 'coronal').querySelector('canvas');
    const { left, top, width, height } = canvas?.getBoundingClientRect() ?? new DOMRect();
    const position: [number, number] = [
      Math.round(left + width * 0.25),
      Math.round(top + height * 0.25),
    ];
    await sendMouse({ type: 'click', position });
    const [frame, , column] = await framesOf(element);
    // from the head, a quarter of the way to the feet; from the right, a quarter of the way to the left
    expect([frame, column]).to.deep.equal([9, 7]);
  });
});

describe('three planes', () => {
  after(() => setViewport({ width: 800, height: 600 }));

  for (const [width, rows, columns] of [
    [1280, 1, 3],
    [768, 2, 2],
  ] as const) {
    it(`lie in ${String(rows)} × ${String(columns)} on a page of ${String(width)} pixels, at one scale`, async () => {
      await setViewport({ width, height: 800 });
      const element = await showPlanes();
      expect(rowsAndColumns(element)).to.deep.equal([rows, columns]);
      expect(getComputedStyle(inside(element, '.plane-switch')).display).to.equal('none');
      const [first = 0, ...others] = scalesOf(element);
      expect(first).to.be.greaterThan(0);
      for (const scale of others) {
        expect(scale).to.be.closeTo(first, 1e-3 * first);
      }
    });
  }

  it('are one on a phone, that a switch chooses', async () => {
    await setViewport({ width: 390, height: 800 });
    const element = await showPlanes();
    const shown = () =>
      allOf(element, '.pane').flatMap((pane) => (pane.offsetWidth > 0 ? [pane.ariaLabel] : []));
    expect(shown()).to.deep.equal(['Axial']);
    const { height } = inside(element, '.stage').getBoundingClientRect();
    await click(button(element, 'Sagittal'));
    await element.updateComplete;
    expect(shown()).to.deep.equal(['Sagittal']);
    expect(focusedOf(element)).to.equal(button(element, 'Sagittal'));
    expect(button(element, 'Sagittal').ariaPressed).to.equal('true');
    expect(button(element, 'Axial').ariaPressed).to.equal('false');
    expect(inside(element, '.stage').getBoundingClientRect().height).to.equal(height);
    expect(announced(element)).to.match(/^Sagittal: Frame 15 of 29/);
    expect(inside(element, '.plane-switch').ariaLabel).to.equal('Plane');
  });

  it('are all seen on a phone where there are no controls', async () => {
    await setViewport({ width: 390, height: 800 });
    const element = await show(volume, { plane: 'mpr' });
    expect(rowsAndColumns(element)).to.deep.equal([3, 1]);
    expect(has(element, '.plane-switch')).to.be.false;
  });

  for (const planeName of planeNames) {
    it(`have a slider each: ${planeName}`, async () => {
      await setViewport({ width: 1280, height: 800 });
      const element = await showPlanes();
      const input = paneOf(element, planeName).closest('.cell')?.querySelector('input');
      input?.focus();
      const before = await framesOf(element);
      await press('ArrowUp');
      const after = await framesOf(element);
      const index = planeNames.indexOf(planeName);
      expect(after.map((frame, at) => frame - (before[at] ?? 0))).to.deep.equal(
        planeNames.map((_, at) => (at === index ? (after[index] ?? 0) - (before[index] ?? 0) : 0)),
      );
      expect(after[index]).not.to.equal(before[index]);
    });
  }
});

describe('the list of keys', () => {
  it('says how the crosshair of three planes is turned', async () => {
    const element = await show(volume, { plane: 'mpr', controls: '' });
    inside(element, '.active .pane').focus();
    await press('?');
    await element.updateComplete;
    expect(inside(element, '.panel').textContent).to.include('Alt + Arrow keys');
  });
});
