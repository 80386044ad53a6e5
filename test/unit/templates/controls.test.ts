import { expect } from 'chai';
import { render } from 'lit';

import { english } from '../../../src/languages/english.js';
import type { Language } from '../../../src/languages/language.js';
import type { Act } from '../../../src/templates/action.js';
import { controlsTemplate, type ControlsState } from '../../../src/templates/controls.js';
import { axialPlane } from '../axial-plane.js';

/** A series of slices, of which one is shown. */
const slices: ControlsState = {
  series: [
    { title: '', frameCount: 40 },
    { title: 'Bone', frameCount: 12 },
  ],
  chosenSeries: 0,
  frame: 4,
  frameCount: 40,
  planes: [],
  paused: true,
  geometry: {
    rows: 50,
    columns: 100,
    slices: 40,
    spacing: [1, 1, 1],
    position: [0, 0, 0],
    orientation: [1, 0, 0, 0, 1, 0],
    plane: 'axial',
    tilt: 0,
    regular: true,
    missingSlices: [],
  },
  plane: null,
  slab: undefined,
  projection: 'mean',
  windowing: { window: { windowCenter: 40, windowWidth: 400 }, range: [0, 1000], leastWidth: 1 },
  isMonochrome: true,
  voi: [
    { kind: 'window', explanation: 'Soft tissue', center: 40, width: 400 },
    { kind: 'window', explanation: '', center: 300, width: 1500.25 },
  ],
  chosenVoi: 1,
  colormap: 'gray',
  invert: false,
  overlays: true,
  info: false,
};

describe('the controls', () => {
  let page: HTMLElement;
  let actions: Parameters<Act>[0][];

  beforeEach(() => {
    page = document.createElement('div');
    document.body.append(page);
    actions = [];
  });
  afterEach(() => {
    page.remove();
  });

  function show(state: Partial<ControlsState> = {}, texts: Language = english): void {
    render(
      controlsTemplate({ ...slices, ...state }, texts, (action) => actions.push(action)),
      page,
    );
  }

  /** The labels of sliders, lists and buttons, from the start to the end. */
  function labels(): (string | null | undefined)[] {
    const fields = [...page.querySelectorAll('label.slider span, select, button')];
    return fields.map((field) => field.ariaLabel ?? field.textContent);
  }

  function click(label: string): void {
    const buttons = [...page.querySelectorAll('button')];
    buttons.find(({ textContent }) => textContent === label)?.click();
  }

  function choose(label: string, index: number): void {
    const select = page.querySelector<HTMLSelectElement>(`select[aria-label="${label}"]`);
    if (select) {
      select.selectedIndex = index;
      select.dispatchEvent(new Event('change'));
    }
  }

  function slide(index: number, value: number): void {
    const input = page.querySelectorAll('input')[index];
    if (input) {
      input.valueAsNumber = value;
      input.dispatchEvent(new InputEvent('input'));
    }
  }

  it('are those that apply to frames, in their order', () => {
    show();
    expect(labels()).to.deep.equal([
      'Frame',
      'Center',
      'Width',
      'Play',
      'Series',
      'Plane',
      'Window of the file',
      'Colour map',
      'Invert',
      'Overlays',
      'Reset',
      'Info',
      'Open…',
      'Open folder…',
    ]);
  });

  it('are those that apply to three planes', () => {
    const planes = [axialPlane, { ...axialPlane, plane: 'coronal' as const }];
    show({ planes, plane: 'mpr', slab: 0, overlays: undefined, voi: [], series: [] });
    expect(labels().slice(0, 8)).to.deep.equal([
      'Axial',
      'Coronal',
      'Slab',
      'Center',
      'Width',
      'Plane',
      'Slab shows',
      'Colour map',
    ]);
  });

  it('are few for a single image in colour', () => {
    const nothingElse = { series: [], voi: [], geometry: null, overlays: undefined };
    show({ ...nothingElse, frame: 0, frameCount: 1, isMonochrome: false, windowing: undefined });
    expect(labels()).to.deep.equal(['Reset', 'Info', 'Open…', 'Open folder…']);
  });

  it('ask for changes of properties', () => {
    show();
    slide(0, 7);
    slide(1, 50);
    slide(2, 350);
    click('Play');
    choose('Plane', 2);
    choose('Window of the file', 0);
    choose('Colour map', 1);
    click('Invert');
    click('Overlays');
    click('Info');
    expect(actions).to.deep.equal([
      { frame: 7 },
      { windowCenter: 50 },
      { windowWidth: 350 },
      { paused: false },
      { plane: 'coronal', frame: 25 },
      { voi: '0', windowCenter: undefined, windowWidth: undefined },
      { colormap: 'hot' },
      { invert: true },
      { overlays: 'off' },
      { info: true },
    ]);
  });

  it('ask for another series as it is stored', () => {
    show();
    choose('Series', 1);
    expect(actions).to.deep.equal([
      {
        series: 1,
        frame: 0,
        zoom: 1,
        rotation: 0,
        flip: false,
        center: undefined,
        windowCenter: undefined,
        windowWidth: undefined,
        voi: undefined,
        crosshair: undefined,
      },
    ]);
  });

  it('ask for a frame of a plane by moving the crosshair', () => {
    show({ planes: [axialPlane] });
    slide(0, 9);
    const { axes } = axialPlane.crosshair;
    expect(actions).to.deep.equal([{ crosshair: { center: [99, 49, 9], axes } }]);
  });

  it('give commands', () => {
    show();
    for (const label of ['Reset', 'Open…', 'Open folder…']) {
      click(label);
    }
    expect(actions).to.deep.equal(['reset', 'open', 'open-folder']);
  });

  it('name series and windows that have no name of their own', () => {
    show();
    const texts = [...page.querySelectorAll('option')].map(({ text }) => text);
    expect(texts).to.include.members(['Series 1 (40)', 'Bone (12)', '300 / 1500.25']);
  });

  it('have no text but those that they are given', () => {
    const texts = JSON.parse(JSON.stringify(english), (_, value: unknown) =>
      typeof value === 'string' ? `‹${value}›` : value,
    ) as Language;
    show({ slab: 3, plane: 'axial', voi: [], series: [] }, { ...texts, tag: 'en' });
    const shown = [...labels(), page.querySelector('[role=toolbar]')?.ariaLabel];
    const options = [...page.querySelectorAll('option')].map(({ text }) => text);
    const own = [...shown, ...options].filter((text) => !/^‹.*›$/.test(text ?? ''));
    expect(own).to.be.empty;
  });
});
