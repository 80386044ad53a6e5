import 'axe-core';
import type axe from 'axe-core';
import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import {
  button,
  generated,
  halfOf,
  has,
  inside,
  next,
  put,
  sample,
  show,
  openPanel,
} from './harness.js';
import { twoSeries } from './slices.js';
import { drop, hold } from './user.js';

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

/** A pipeline that makes one of everything that is shown in its tab. */
const everyResult = `
  from pydicom.dataset import Dataset, FileMetaDataset
  from pydicom.uid import ExplicitVRLittleEndian, SecondaryCaptureImageStorage
  def every(pixels):
    made = Dataset()
    made.SOPClassUID = SecondaryCaptureImageStorage
    made.SOPInstanceUID = "1.2.3"
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    return {
      "text": "Two regions",
      "table": [{"region": "a", "ml": 1.5}, {"region": "b", "ml": None}],
      "plot": {"x": [0, 1, 2], "y": {"up": [0, 1, 2], "down": [2, 1, 0]},
               "title": "Profile", "xlabel": "mm", "ylabel": "HU"},
      "dataset": made,
    }`;

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
  ['with an image that is only looked at', () => show(sample('CT_small.dcm'), { alt: '' })],
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
  ...['width: 1000px', 'width: 374px'].map((style): [string, () => Promise<DicomViewer>] => [
    `with the results of a pipeline, ${style}`,
    async () => {
      const element = put(
        { src: sample('CT_small.dcm'), ...full, 'info-tab': 'pipeline', style },
        `<script type="text/x-python">${everyResult}</script>`,
      );
      await element.rendered;
      await settled(element);
      inside(element, '.pipeline summary').click(); // the plot's numbers
      await settled(element);
      for (const part of ['.text', 'table', 'svg[role="img"]', 'details table']) {
        inside(element, `.pipeline ${part}`);
      }
      button(element, 'Save as DICOM');
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
