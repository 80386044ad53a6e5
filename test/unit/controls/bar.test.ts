import { expect } from 'chai';
import { render } from 'lit';

import { english } from '../../../src/languages/english.js';
import type { Language } from '../../../src/languages/language.js';
import type { Act } from '../../../src/templates/action.js';
import { barTemplate, type PanelName } from '../../../src/controls/bar.js';
import { frameSlider } from '../../../src/controls/frame-slider.js';
import type { ControlsState } from '../../../src/controls/controls-state.js';
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
  image: undefined,
  awaited: undefined,
  paused: true,
  fps: undefined,
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
    offsets: null,
    frames: null,
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
  modality: 'CT',
  chosenWindow: 'voi 1',
  tool: 'window',
  offers: () => true,
  isEditable: false,
  rotation: 0,
  flip: false,
  interpolation: 'smooth',
  colormap: 'gray',
  invert: false,
  overlays: true,
  layers: undefined,
  openInfo: undefined,
  toInformation: { info: true },
  hasPipeline: false,
  savable: { file: true, clip: true, annotations: false },
  message: '',
};

describe('the controls', () => {
  let page: HTMLElement;
  let actions: Parameters<Act>[0][];
  let toggled: PanelName[];

  beforeEach(() => {
    page = document.createElement('div');
    document.body.append(page);
    actions = [];
    toggled = [];
  });
  afterEach(() => {
    page.remove();
  });

  /** Shows the bar, and one of its panels. */
  function show(
    state: Partial<ControlsState> = {},
    open?: PanelName,
    texts: Language = english,
  ): void {
    const act: Act = (action) => actions.push(action);
    const panel = { open, hasStrip: undefined, toggle: (name: PanelName) => toggled.push(name) };
    render(barTemplate({ ...slices, ...state }, texts, act, panel), page);
  }

  function optionsOf(label: string): string[] {
    const select = page.querySelector<HTMLSelectElement>(`select[aria-label="${label}"]`);
    return [...(select?.options ?? [])].map(({ text }) => text);
  }

  /** The labels of sliders, lists and buttons, from the start to the end. */
  function labels(): (string | null | undefined)[] {
    return labelsIn(page);
  }

  function panelLabels(): (string | null | undefined)[] {
    const panel = page.querySelector('.panel');
    return panel ? labelsIn(panel) : [];
  }

  function labelsIn(part: Element): (string | null | undefined)[] {
    const fields = [...part.querySelectorAll('label.slider span, select, button')];
    return fields.map((field) => field.ariaLabel ?? field.textContent.trim());
  }

  function click(label: string): void {
    const buttons = [...page.querySelectorAll('button')];
    buttons.find(({ textContent }) => textContent.trim() === label)?.click();
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
      ...['Series', 'Play', 'Speed', 'Window', 'Pan', 'Zoom', 'Scroll'],
      ...['Presets', 'Invert', 'Layout', 'Reset', 'Info', 'Full screen', 'More'],
    ]);
  });

  it('are those that apply to three planes', () => {
    const planes = [axialPlane, { ...axialPlane, plane: 'coronal' as const }];
    show({ planes, plane: 'mpr', slab: 0, series: [] });
    expect(labels()).to.deep.equal([
      ...['Window', 'Zoom', 'Scroll', 'Crosshair', 'Presets', 'Invert', 'Layout'],
      ...['Reset', 'Info', 'Full screen', 'More'],
    ]);
    show({ planes, plane: 'mpr', slab: 0, series: [] }, 'layout');
    expect(panelLabels().slice(0, 3)).to.deep.equal(['Plane', 'Slab', 'Slab shows']);
  });

  it('offer speeds, that of the page among them', () => {
    show({ fps: 12.5 }, 'speed');
    expect(optionsOf('Speed')).to.deep.equal([
      ...['As stored', '1/s', '2/s', '5/s', '10/s', '12.5/s', '15/s', '20/s', '25/s', '30/s'],
      ...['50/s', '60/s'],
    ]);
    const list = page.querySelector<HTMLSelectElement>('select[aria-label="Speed"]');
    expect(list?.selectedIndex).to.equal(5);
    choose('Speed', 3);
    choose('Speed', 0);
    expect(actions).to.deep.equal([{ fps: 5 }, { fps: undefined }]);
  });

  it('are few for a single image in colour', () => {
    const nothingElse = { series: [], voi: [], geometry: null, overlays: undefined };
    const image = { frame: 0, frameCount: 1, isMonochrome: false, windowing: undefined };
    show({ ...nothingElse, ...image });
    expect(labels()).to.deep.equal(['Pan', 'Zoom', 'Reset', 'Info', 'Full screen', 'More']);
    show({ ...nothingElse, ...image }, 'more');
    expect(panelLabels().slice(0, 7)).to.deep.equal([
      ...['Fit', '1:1', 'Rotate', 'Mirror', 'Pixels', 'Open…', 'Open folder…'],
    ]);
  });

  it('ask for changes of properties', () => {
    show({}, 'window');
    slide(0, 50);
    slide(1, 350);
    click('Play');
    choose('Preset', 0);
    choose('Preset', 2);
    choose('Colour map', 1);
    click('Invert');
    click('Info');
    click('Pan');
    show({}, 'layout');
    choose('Plane', 2);
    show({}, 'more');
    click('Overlays');
    click('Rotate');
    click('Mirror');
    click('Pixels');
    const none = { windowCenter: undefined, windowWidth: undefined };
    expect(actions).to.deep.equal([
      { windowCenter: 50 },
      { windowWidth: 350 },
      { paused: false },
      { voi: '0', preset: undefined, ...none },
      { preset: 'brain', ...none },
      { colormap: 'hot' },
      { invert: true },
      { info: true },
      { tool: 'pan' },
      { plane: 'coronal' },
      { overlays: 'off' },
      { rotation: 90 },
      { flip: true },
      { interpolation: 'pixelated' },
    ]);
  });

  it('carry out commands', () => {
    show({}, 'more');
    for (const name of ['Fit', '1:1', 'Open…', 'Open folder…', 'Reset', 'Full screen']) {
      click(name);
    }
    expect(actions).to.deep.equal([
      ...['fit', 'one-to-one', 'open', 'open-folder', 'reset', 'full-screen'],
    ]);
  });

  it('offer the windows of CT for CT alone', () => {
    show({ modality: 'CT' }, 'window');
    expect(optionsOf('Preset')).to.have.length(2 + 11 + 2);
    show({ modality: 'MR' }, 'window');
    expect(optionsOf('Preset')).to.deep.equal([
      ...['1 · Soft tissue', '2 · 300 / 1500.25', '3 · Automatic', '4 · Full range'],
    ]);
  });

  it('say that the window is the user’s own', () => {
    show({ chosenWindow: 'user' }, 'window');
    expect(optionsOf('Preset')[0]).to.equal('Own values');
  });

  it('ask for another series as it is stored', () => {
    show({}, 'series');
    page.querySelectorAll<HTMLElement>('[aria-label="Series"] button')[1]?.click();
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
        preset: undefined,
        crosshair: undefined,
      },
    ]);
  });

  it('ask for a frame of a plane by moving the crosshair', () => {
    const act: Act = (action) => actions.push(action);
    const planes = [axialPlane];
    render(frameSlider({ ...slices, planes }, 0, english, act), page);
    slide(0, 9);
    const { axes } = axialPlane.crosshair;
    expect(actions).to.deep.equal([{ crosshair: { center: [99, 49, 9], axes } }]);
  });

  it('offer marks where they may be drawn', () => {
    show({ isEditable: true });
    expect(labels()).to.include('Measure');
    show({ isEditable: true, tool: 'angle' }, 'measure');
    expect(panelLabels().slice(0, 11)).to.deep.equal([
      ...['Select', 'Length', 'Angle', 'Cobb angle', 'Rectangle', 'Ellipse', 'Polygon'],
      ...['Point', 'Arrow', 'Text', 'Value'],
    ]);
    expect(page.querySelector('.panel [aria-pressed="true"]')?.textContent).to.equal('Angle');
    click('Ellipse');
    click('Angle');
    expect(actions).to.deep.equal([{ tool: 'ellipse' }, { tool: undefined }]);
  });

  it('open and close their panels', () => {
    show({}, 'layout');
    for (const name of ['Series', 'Presets', 'Layout', 'More']) {
      click(name);
    }
    expect(toggled).to.deep.equal(['series', 'window', 'layout', 'more']);
    const open = page.querySelector('[aria-expanded="true"]');
    expect(open?.textContent.trim()).to.equal('Layout');
    expect(page.querySelector('[role="dialog"]')?.ariaLabel).to.equal('Layout');
  });

  it('name series and windows that have no name of their own', () => {
    show({}, 'series');
    const names = [...page.querySelectorAll('[aria-label="Series"] button')];
    expect(names.map(({ textContent }) => textContent.trim())).to.deep.equal([
      ...['Series 1 (40)', 'Bone (12)'],
    ]);
    show({}, 'window');
    expect(optionsOf('Preset')).to.include('2 · 300 / 1500.25');
  });

  it('have no text but those that they are given', () => {
    const texts = JSON.parse(JSON.stringify(english), (_, value: unknown) =>
      typeof value === 'string' ? `‹${value}›` : value,
    ) as Language;
    for (const panel of ['window', 'layout', 'more'] as const) {
      show({ slab: 3, plane: 'axial', voi: [], series: [] }, panel, { ...texts, tag: 'en' });
      const shown = [...labels(), page.querySelector('[role=toolbar]')?.ariaLabel];
      const options = [...page.querySelectorAll('option')].map(({ text }) => text);
      const own = [...shown, ...options].filter((text) => !/^(\d · )?‹.*›$/.test(text ?? ''));
      expect(own).to.be.empty;
    }
  });
});
