import { writeFile } from '@web/test-runner-commands';
import { expect } from 'chai';

import type { DicomError, DicomViewer } from '/dist/dicom-viewer.js';

import { canvasOf, pixels, put, sha256 } from './harness.js';

type Attributes = Record<string, string | number | boolean>;

/** What independent software makes of a view: .cache/rgba/<sha256> holds the RGBA. */
interface Reference {
  by: string;
  rows: number;
  columns: number;
  sha256: string;
}

interface ExpectedView {
  attributes: Attributes;
  references: Reference[];
}

/** A file and what to expect of it: see test/fixtures/expected.py. */
interface ExpectedFile {
  collection: string;
  name: string;
  src: string;
  /** The code of the error that is right. */
  error?: string;
  /** How far a channel may be off. */
  tolerance?: number;
  /** The code of the error that is known to be wrong, or `pixels`. */
  gap?: string | null;
  views?: ExpectedView[];
}

/** How a view fared: the reference that it is nearest to, and how far a channel is off at most. */
interface Outcome {
  attributes: Attributes;
  by?: string;
  difference?: number;
  error?: { code: string; message: string };
}

const viewAttributes = ['frame', 'window-center', 'window-width', 'voi', 'colormap', 'invert'];
const plainView: ExpectedView = { attributes: {}, references: [] };

const response = await fetch('/.cache/fixtures/expected.json');
const files = (await response.json()) as ExpectedFile[];

describe('the canvas', () => {
  /** What `npm run conformance` makes its tables of. */
  const report: { src: string; outcomes: Outcome[] }[] = [];

  after(() =>
    writeFile({ path: '../../.cache/reports/pixels.json', content: JSON.stringify(report) }),
  );

  for (const { src, name, error, tolerance = 0, gap, views = [plainView] } of files) {
    it(`holds what ${error ?? gap ?? 'independent software'} says of ${name}`, async () => {
      const element = put();
      const outcomes: Outcome[] = [];
      report.push({ src, outcomes });
      for (const { attributes, references } of views) {
        const outcome = await shownBy(element, src, attributes, references);
        outcomes.push({ attributes, ...outcome });
      }
      const codes = outcomes.map((outcome) => outcome.error?.code);
      const compared = outcomes.filter((_, index) => views[index]?.references.length);
      const wrong = compared.filter(({ difference = 256 }) => difference > tolerance);
      if (error ?? (gap && gap !== 'pixels')) {
        expect(codes).to.deep.equal(outcomes.map(() => error ?? gap));
      } else if (gap) {
        expect(wrong, 'it is shown right now: take it out of GAPS').not.to.deep.equal([]);
      } else {
        expect(wrong).to.deep.equal([]);
      }
    });
  }

  it('was compared with the corpus and the wheel', () => {
    const compared = files.filter(({ views = [] }) =>
      views.some(({ references }) => references.length > 0),
    );
    expect(compared).to.have.length.above(790);
  });
});

/** Asks an element for a view, and finds the reference that its canvas is nearest to. */
async function shownBy(
  element: DicomViewer,
  src: string,
  attributes: Attributes,
  references: Reference[],
): Promise<Omit<Outcome, 'attributes'>> {
  ask(element, { src, ...attributes });
  try {
    await element.rendered;
  } catch (failure) {
    const { code, message } = failure as DicomError;
    return { error: { code, message } };
  }
  const shown = pixels(element);
  const { width, height } = canvasOf(element);
  const digest = await sha256(shown);
  let nearest: { by: string; difference: number } | undefined;
  for (const { by, rows, columns, sha256: name } of references) {
    const fits = rows === height && columns === width;
    const same = fits && name === digest;
    const difference = same ? 0 : fits ? furthest(shown, await fetchPixels(name)) : 256;
    if (!nearest || difference < nearest.difference) {
      nearest = { by, difference };
    }
  }
  return nearest ?? {};
}

function ask(element: DicomViewer, attributes: Attributes): void {
  for (const name of ['src', ...viewAttributes]) {
    const value = attributes[name];
    if (value === undefined || value === false) {
      element.removeAttribute(name);
    } else if (element.getAttribute(name) !== String(value)) {
      element.setAttribute(name, String(value));
    }
  }
}

async function fetchPixels(name: string): Promise<Uint8Array> {
  const pixelFile = await fetch(`/.cache/rgba/${name}`);
  return new Uint8Array(await pixelFile.arrayBuffer());
}

/** How far two images of one size are apart at most. */
function furthest(one: Uint8ClampedArray, other: Uint8Array): number {
  return one.reduce((most, value, at) => Math.max(most, Math.abs(value - (other[at] ?? 256))), 0);
}
