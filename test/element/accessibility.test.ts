import 'axe-core';
import type axe from 'axe-core';
import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import {
  button,
  canvasOf,
  generated,
  halfOf,
  has,
  inside,
  next,
  put,
  sample,
  show,
  slider,
  slowly,
  openPanel,
  fileOf,
} from './harness.js';
import { twoSeries } from './slices.js';
import { drop, hold, pick, press } from './user.js';

declare global {
  // axe-core is a script that leaves its name on the page.
  var axe: typeof import('axe-core');
}

/** What axe-core finds wrong with an element, and where. */
async function violations(element: DicomViewer): Promise<string[]> {
  const results: axe.AxeResults = await globalThis.axe.run(element);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`,
    ),
  );
}

const volume = '/.cache/planes/axial.zip';
const full = { controls: '', info: '' };

/** A pipeline with a control of each kind. */
const everyControl = `
  from typing import Annotated, Literal
  def every(
    pixels,
    a: Annotated[float, {"min": 0, "max": 6, "unit": "mm"}] = 1,
    b: Annotated[int, {"unit": "HU"}] = 2,
    c: bool = True,
    d: Literal["x", "y"] = "x",
    e: str = "none",
  ):
    return pixels
  def other(pixels): return pixels`;

/** Waits for what follows a change of sizes. */
async function settled(element: DicomViewer): Promise<void> {
  for (let frame = 0; frame < 3; frame += 1) {
    await new Promise(requestAnimationFrame);
    await element.updateComplete;
  }
}

const states: [name: string, enter: () => Promise<DicomViewer>][] = [
  [
    'with nothing to show',
    async () => {
      const element = put();
      await element.rendered;
      return element;
    },
  ],
  [
    'that loads',
    async () => {
      const element = put({ src: halfOf(sample('CT_small.dcm')) });
      await next(element, 'dicom-progress');
      await element.updateComplete;
      return element;
    },
  ],
  ['with an image', () => show(sample('CT_small.dcm'), { alt: 'A CT slice' })],
  ['with an image, controls and info', () => show(sample('CT_small.dcm'), full)],
  ['with frames, windows, controls and info', () => show(generated('stack'), full)],
  ['with a choice of windows', () => show(generated('voi-luts'), { ...full, invert: '' })],
  ['with a plane, controls and info', () => show(volume, { ...full, plane: 'coronal' })],
  ['with three planes, controls and info', () => show(volume, { ...full, plane: 'mpr' })],
  [
    'with three planes, of which a phone shows one',
    async () => {
      const element = await show(volume, { ...full, plane: 'mpr' });
      element.style.width = '390px';
      await element.updateComplete;
      inside(element, '.plane-switch');
      return element;
    },
  ],
  [
    'with the buttons that turn planes',
    async () => {
      const element = await show(volume, { ...full, plane: 'mpr', 'corner-text': '' });
      await openPanel(element, 'Layout');
      inside(element, '.turn');
      inside(element, '.pane').focus();
      return element;
    },
  ],
  ...['Speed', 'Presets', 'Layout', 'More'].map((panel): [string, () => Promise<DicomViewer>] => [
    `with the panel ${panel}`,
    async () => {
      const element = await show(volume, full);
      await openPanel(element, panel);
      inside(element, '.panel'); // it is open
      return element;
    },
  ]),
  [
    'with the list of layers',
    async () => {
      const element = await show('/.cache/layers/images-and-segmentation.zip', full);
      await openPanel(element, 'Layers');
      inside(element, '.panel .segments');
      return element;
    },
  ],
  ...(
    [
      ['with the list of series', '700px'],
      ['with the list of series beside the image', '1100px'],
    ] as const
  ).map(([name, width]): [string, () => Promise<DicomViewer>] => [
    name,
    async () => {
      const element = put({ controls: '' });
      element.style.width = width;
      element.files = await twoSeries();
      await element.rendered;
      await settled(element);
      await openPanel(element, 'Series');
      inside(element, '.series-list');
      return element;
    },
  ]),
  ['with tags', () => show(sample('CT_small.dcm'), { ...full, 'info-tab': 'tags' })],
  [
    'with tags that are searched',
    async () => {
      const element = await show(sample('rtdose_1frame.dcm'), { ...full, 'info-tab': 'tags' });
      const field = inside(element, '.tags input') as HTMLInputElement;
      field.value = 'ReferencedSOPInstanceUID';
      field.dispatchEvent(new Event('input'));
      while (!has(element, '.row[aria-level="3"]')) {
        await new Promise(requestAnimationFrame);
      }
      return element;
    },
  ],
  [
    'with the tags of a file without an image',
    async () => {
      const element = put({ src: sample('rtplan.dcm'), ...full, 'info-tab': 'tags' });
      await failureOf(element.rendered);
      await element.updateComplete;
      return element;
    },
  ],
  ['with overlays', () => show(generated('overlays'), full)],
  ...(
    [
      ['on a phone', 'width: 374px', 'Tool'],
      ['on a phone with more', 'width: 374px', 'More'],
      ['as low as a button in the corner', 'width: 374px; height: 250px', 'Image tools'],
      ['as low as an image alone', 'width: 374px; height: 120px', ''],
      ['with the list of keys', 'width: 700px', 'Keys on the image'],
    ] as const
  ).map(([name, style, panel]): [string, () => Promise<DicomViewer>] => [
    name,
    async () => {
      const element = await show(volume, { controls: '', editable: '' });
      element.style.cssText = style;
      await settled(element);
      await openPanel(element, panel.startsWith('Keys') ? 'More' : panel);
      if (panel.startsWith('Keys')) {
        button(element, panel).click();
        await settled(element);
      }
      return element;
    },
  ]),
  [
    'whose visitor dropped what can not be shown',
    async () => {
      const element = await show(sample('CT_small.dcm'), { controls: '' });
      drop(element, new File(['<p>'], 'a.html'));
      await failureOf(element.rendered);
      await element.updateComplete;
      inside(element, '.notice');
      return element;
    },
  ],
  [
    'over which files are held',
    async () => {
      const element = await show(sample('CT_small.dcm'), { controls: '' });
      hold(element, new File(['<p>'], 'a.html'));
      await element.updateComplete;
      return element;
    },
  ],
  [
    'with marks and their list',
    async () => {
      const element = await show(sample('CT_small.dcm'), { ...full, editable: '', tool: 'select' });
      element.annotations = [
        { id: 'a', type: 'ellipse', points: [[20, 20], [60, 50]], text: 'Liver' }, // prettier-ignore
        { id: 'b', type: 'point', points: [[90, 90]], hidden: true },
      ];
      await element.rendered;
      inside(element, '.mark-list .choose').click();
      await element.rendered;
      return element;
    },
  ],
  ...['width: 1000px', 'width: 374px'].map((style): [string, () => Promise<DicomViewer>] => [
    `with the controls of a pipeline, ${style}`,
    async () => {
      const element = put(
        { src: sample('CT_small.dcm'), ...full, 'info-tab': 'pipeline', style },
        `<script type="text/x-python">${everyControl}</script>`,
      );
      await element.rendered;
      await settled(element);
      inside(element, '.parameter');
      return element;
    },
  ]),
  [
    'with the error of a pipeline',
    async () => {
      const element = put(
        { src: sample('CT_small.dcm'), ...full, 'info-tab': 'pipeline' },
        '<script type="text/x-python">def bad(pixels, n: int = 0): return 1 / n</script>',
      );
      await failureOf(element.rendered);
      await settled(element);
      inside(element, '.failure');
      return element;
    },
  ],
  [
    'with an error',
    async () => {
      const element = put({ src: '/package.json' });
      await failureOf(element.rendered);
      await element.updateComplete;
      return element;
    },
  ],
];

for (const scheme of ['light', 'dark'] as const) {
  describe(`on a ${scheme} page, an element`, () => {
    before(() => {
      document.documentElement.style.colorScheme = scheme;
      document.documentElement.lang = 'en';
      document.title = 'Images';
    });
    after(() => {
      document.documentElement.style.colorScheme = '';
    });

    for (const [name, enter] of states) {
      it(`${name} passes axe-core`, async () => {
        expect(await violations(await enter())).to.be.empty;
      });
    }
  });
}

describe('a screen reader', () => {
  it('hears what the page says of the image', async () => {
    const element = await show(sample('CT_small.dcm'), { alt: 'A chest' });
    const canvas = canvasOf(element);
    expect([canvas.role, canvas.ariaLabel]).to.deep.equal(['img', 'A chest']);
  });

  it('hears the modality if the page says nothing', async () => {
    const canvas = canvasOf(await show(sample('CT_small.dcm')));
    expect(canvas.ariaLabel).to.equal('DICOM image CT');
  });

  it('hears which plane each of three is', async () => {
    const element = await show(volume, { alt: 'A phantom', plane: 'mpr' });
    const canvases = [...(element.shadowRoot?.querySelectorAll('canvas[part="canvas"]') ?? [])];
    const planes = ['axial', 'coronal', 'sagittal'];
    expect(canvases.map(({ ariaLabel }) => ariaLabel)).to.deep.equal(
      planes.map((plane) => `A phantom, ${plane}`),
    );
  });

  it('passes over an image that is only there to be looked at', async () => {
    const element = await show(sample('CT_small.dcm'), { alt: '' });
    expect(canvasOf(element).role).to.equal('presentation');
    expect(await violations(element)).to.be.empty;
  });

  it('hears of the frame and the window, politely', async () => {
    const element = await show(generated('stack'));
    const status = inside(element, '[role="status"]');
    expect(status.textContent.trim()).to.equal('Frame 1 of 12, window center 1000, width 2000');
    Object.assign(element, { frame: 4, windowCenter: 40 });
    await element.rendered;
    await element.updateComplete;
    expect(status.textContent.trim()).to.equal('Frame 5 of 12, window center 40, width 2000');
  });

  it('hears that frames are played, and not each of them', async () => {
    const element = await show(generated('frames'), { loop: '' });
    const status = inside(element, '[role="status"]');
    const heardTexts = new Set<string>();
    const observer = new MutationObserver(() => heardTexts.add(status.textContent.trim()));
    observer.observe(status, { childList: true, subtree: true, characterData: true });
    element.play();
    while (element.frame < 3) {
      await next(element, 'dicom-render');
    }
    element.pause();
    await element.rendered;
    await element.updateComplete;
    const frame = String(element.frame + 1);
    const ending = `Frame ${frame} of 20, window center 128, width 256`;
    expect([...heardTexts]).to.deep.equal(['Playing', ending]);
    observer.disconnect();
  });

  it('hears rounded numbers', async () => {
    const window = { 'window-center': '40.123456789', 'window-width': '333.3333333' };
    const element = await show(sample('CT_small.dcm'), window);
    await element.updateComplete;
    const status = inside(element, '[role="status"]');
    expect(status.textContent.trim()).to.equal('window center 40.12, width 333.3');
  });

  it('hears of nothing while nothing is shown', async () => {
    const element = put();
    await element.rendered;
    expect(inside(element, '[role="status"]').textContent.trim()).to.equal('');
  });

  it('hears that a source loads, the runtime first, and when it is there', async () => {
    const element = put();
    await element.updateComplete;
    const status = inside(element, '[role="status"] ~ [role="status"]');
    const texts: string[] = [];
    const observer = new MutationObserver(() => {
      const text = status.textContent.trim();
      if (text !== texts.at(-1)) {
        texts.push(text);
      }
    });
    observer.observe(status, { childList: true, subtree: true, characterData: true });
    element.src = slowly(sample('CT_small.dcm'));
    await element.rendered;
    await element.updateComplete;
    observer.disconnect();
    expect(texts.at(0)).to.equal('Loading');
    expect(texts.slice(-2)).to.deep.equal(['Loading the image', 'Loaded']);
    element.src = '/package.json';
    await failureOf(element.rendered);
    await element.updateComplete;
    expect(status.textContent.trim()).to.equal('');
  });

  it('hears of a warning, politely', async () => {
    const element = await show(generated('cut-within-frames'));
    await element.updateComplete;
    expect(inside(element, '[role="status"]').textContent).to.include('The file ends early');
  });

  it('hears of an error at once', async () => {
    const element = put({ src: '/package.json' });
    await failureOf(element.rendered);
    await element.updateComplete;
    expect(inside(element, '[role="alert"]').textContent).to.include('not a DICOM file');
  });

  it('hears a slider’s place in words', async () => {
    const element = await show(generated('stack'), { controls: '' });
    expect(slider(element, 'Frame').ariaValueText).to.equal('1 of 12');
  });
});

describe('the focus', () => {
  const focused = (element: DicomViewer) => element.shadowRoot?.activeElement;

  it('goes to the image after “Try again”', async () => {
    const element = put({ src: '/status/404', controls: '' });
    await failureOf(element.rendered);
    await element.updateComplete;
    button(element, 'Try again').focus();
    await press('Enter');
    await element.updateComplete;
    expect(focused(element)).to.equal(inside(element, '.stage'));
    await failureOf(element.rendered);
  });

  it('goes to the image after files are chosen', async () => {
    const element = put({ controls: '' });
    await element.updateComplete;
    await pick(element, button(element, 'Choose files…'), await fileOf(sample('CT_small.dcm')));
    await element.rendered;
    await element.updateComplete;
    expect(focused(element)).to.equal(inside(element, '.stage'));
  });

  it('stays in the list of planes when another is chosen', async () => {
    const element = await show(volume, { controls: '' });
    await openPanel(element, 'Layout');
    const list = inside(element, 'select[aria-label="Plane"]') as HTMLSelectElement;
    list.focus();
    for (const value of ['coronal', 'mpr', '']) {
      list.value = value;
      list.dispatchEvent(new Event('change'));
      await element.rendered;
      await element.updateComplete;
      expect(focused(element) === list, value).to.be.true;
    }
  });

  it('goes to the image when what had it is hidden by a source that goes', async () => {
    const element = await show(sample('CT_small.dcm'), { controls: '' });
    button(element, 'Reset').focus();
    element.src = undefined;
    await element.rendered;
    await element.updateComplete;
    expect(focused(element)).to.equal(inside(element, '.stage'));
  });
});

describe('the Tab key', () => {
  it('goes through image, slider, info panel and the tool bar, which is one stop', async () => {
    const element = await show(generated('stack'), full);
    const stops: string[] = [];
    while (stops.at(-1) !== 'Play') {
      await press('Tab');
      const focused = element.shadowRoot?.activeElement;
      stops.push(focused?.ariaLabel ?? focused?.closest('label, button')?.textContent.trim() ?? '');
    }
    const copies = stops.filter((text) => text.startsWith('Copy: '));
    expect(copies.every((text) => text.endsWith('UID'))).to.equal(true);
    const others = stops.filter((text) => !copies.includes(text));
    expect(others.map((text) => text.split(/\s/)[0])).to.deep.equal([
      'Image',
      'Frame',
      'Summary',
      'Close',
      '', // the summary itself
      'Play',
    ]);
  });

  it('goes through the tags in three stops beside the buttons', async () => {
    const element = await show(sample('CT_small.dcm'), { ...full, 'info-tab': 'tags' });
    inside(element, '.tags input').focus();
    const stops: string[] = [];
    for (let stop = 0; stop < 5; stop += 1) {
      await press('Tab');
      const focused = element.shadowRoot?.activeElement;
      stops.push(focused?.ariaLabel ?? focused?.textContent.trim() ?? '');
    }
    expect(stops).to.deep.equal([
      'Who is named in here?',
      'Save as JSON',
      'Save as CSV',
      'Tags',
      'Copy: File Meta Information Group Length',
    ]);
  });

  it('leaves to arrows, Home and End what is in the tool bar', async () => {
    const element = await show(generated('stack'), full);
    button(element, 'Play').focus();
    const stops: string[] = [];
    for (const key of ['ArrowRight', 'ArrowRight', 'End', 'ArrowRight', 'ArrowLeft', 'Home']) {
      await press(key);
      stops.push(element.shadowRoot?.activeElement?.textContent.trim() ?? '');
    }
    expect(stops).to.deep.equal(['Speed', 'Window', 'More', 'Play', 'More', 'Play']);
    const reachable = [...inside(element, '.toolbar').querySelectorAll('button')];
    expect(reachable.filter(({ tabIndex }) => tabIndex === 0)).to.have.length(1);
  });

  it('skips an image that is not there', async () => {
    const element = put({ controls: '' });
    await element.rendered;
    await press('Tab');
    expect(element.shadowRoot?.activeElement?.textContent).to.equal('Choose files…');
  });

  it('is not needed to paste where nothing is shown: a click is enough', async () => {
    const element = put();
    await element.rendered;
    const stage = inside(element, '.stage');
    stage.focus();
    expect(element.shadowRoot?.activeElement).to.equal(stage);
  });
});
