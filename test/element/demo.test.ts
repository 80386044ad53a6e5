import type * as axe from 'axe-core';
import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { heard, next } from './harness.js';

type DemoWindow = Window & typeof globalThis & { axe: typeof axe };

/** Opens a page of the demo beside this one, as wide as a screen in CSS pixels, with axe-core on it. */
async function open(path: string, width = 1280): Promise<DemoWindow> {
  const frame = document.createElement('iframe');
  frame.width = String(width);
  frame.src = path;
  document.body.append(frame);
  await loaded(frame);
  const window = frame.contentWindow as DemoWindow;
  const script = window.document.createElement('script');
  script.src = '/node_modules/axe-core/axe.min.js';
  window.document.head.append(script);
  await loaded(script);
  return window;
}

function loaded(element: HTMLElement): Promise<void> {
  return new Promise((resolve, reject) => {
    element.addEventListener('load', () => {
      resolve();
    });
    element.addEventListener('error', reject);
  });
}

/** Each page, and how many viewers on it show something by themselves. */
const pages = {
  'index.html': 4,
  'reading.html': 4,
  'teaching.html': 1,
  'ultrasound.html': 3,
  'pipelines.html': 8,
};

function viewersOf({ document }: DemoWindow): DicomViewer[] {
  return [...document.querySelectorAll<DicomViewer>('dicom-viewer')];
}

describe('the demo', () => {
  for (const [name, count] of Object.entries(pages)) {
    it(`shows all that is on ${name}, and nothing is wrong with it`, async () => {
      const window = await open(`/demo/${name}`);
      const { document, performance, axe } = window;
      const warnings = heard(document, 'dicom-warning');
      const viewers = viewersOf(window).filter(({ reveal }) => reveal === 'auto');
      for (const viewer of viewers) {
        viewer.scrollIntoView(); // some are shown only when they are near
        await viewer.rendered;
      }

      const withSource = viewers.filter((viewer) => viewer.matches('[src], :has(source)'));
      expect(withSource).to.have.lengthOf(count);
      expect(withSource.map((viewer) => viewer.loaded)).not.to.include(false);
      expect(warnings).to.be.empty;
      const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      expect(resources.filter(({ responseStatus }) => responseStatus >= 400)).to.be.empty;
      const { violations } = await axe.run(document);
      expect(violations.map(({ id }) => id)).to.be.empty;
    });

    it(`fits a phone on ${name}`, async () => {
      const { document } = await open(`/demo/${name}`, 320);
      const { scrollWidth } = document.documentElement;
      expect(scrollWidth).to.be.at.most(320);
    });
  }

  it('measures the sphere of the phantom', async () => {
    const window = await open('/demo/reading.html');
    const [viewer] = viewersOf(window);
    await viewer?.rendered;
    const measured = new Map(viewer?.annotations.map(({ id, measurement }) => [id, measurement]));
    expect(measured.get('diameter')?.length).to.deep.include({ unit: 'mm' });
    expect(measured.get('diameter')?.length?.value).to.be.closeTo(30, 1e-6);
    const { mean, unit } = measured.get('density') ?? {};
    expect(mean).to.be.closeTo(120, 5); // with noise of 12 HU
    expect(unit).to.equal('HU');
  });

  it('reveals findings, and counts them; a word of the text is a window', async () => {
    const window = await open('/demo/teaching.html');
    const [quiz] = viewersOf(window) as [DicomViewer];
    await quiz.rendered;
    const score = window.document.querySelector('#score');
    expect(score?.textContent).to.include('0 of 3');
    const reveal = quiz.shadowRoot?.querySelector<HTMLElement>('.reveal');
    const revealed = next(quiz, 'dicom-annotation');
    reveal?.click();
    await revealed;
    expect(score?.textContent).to.include('1 of 3');
    const bone = window.document.querySelector<HTMLElement>('[data-preset="bone"]');
    const rendered = next(quiz, 'dicom-render');
    bone?.click();
    const { detail } = await rendered;
    expect([detail.windowCenter, detail.windowWidth]).to.deep.equal([400, 1800]);
  });

  it('shows the case that waits for a visitor, in whose place there is a picture', async () => {
    const window = await open('/demo/teaching.html');
    const [, waiting] = viewersOf(window) as [DicomViewer, DicomViewer];
    await waiting.updateComplete;
    const { shadowRoot } = waiting;
    const poster = shadowRoot?.querySelector<HTMLImageElement>('[part="poster"]');
    await poster?.decode();
    expect(poster?.naturalWidth).to.be.greaterThan(0);
    expect(waiting.loaded).to.equal(false);
    shadowRoot?.querySelector<HTMLElement>('.show')?.click();
    await waiting.rendered;
    expect(waiting.frameCount).to.be.greaterThan(100);
  });

  it('has a caliper that measures what the scanner did', async () => {
    const window = await open('/demo/ultrasound.html');
    const [, still] = viewersOf(window) as [DicomViewer, DicomViewer];
    await still.rendered;
    const length = still.annotations[0]?.measurement?.length;
    expect(length).to.include({ unit: 'mm', from: 'UltrasoundRegion' });
    expect((length?.value ?? 0) / 10).to.be.closeTo(1.06, 0.005); // cm, as is written on the image
  });
});
