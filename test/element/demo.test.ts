import type * as axe from 'axe-core';
import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { heard } from './harness.js';

type DemoWindow = Window & typeof globalThis & { axe: typeof axe };

/** Opens a page of the demo beside this one, with axe-core on it. */
async function open(path: string): Promise<DemoWindow> {
  const frame = document.createElement('iframe');
  frame.width = '1280';
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

describe('the demo', () => {
  for (const name of ['index.html', 'series.html']) {
    it(`shows all that is on ${name}, and nothing is wrong with it`, async () => {
      const { document, performance, axe } = await open(`/demo/${name}`);
      const warnings = heard(document, 'dicom-warning');
      const viewers = [...document.querySelectorAll<DicomViewer>('dicom-viewer')];
      await Promise.all(viewers.map((viewer) => viewer.rendered));

      const withSource = viewers.filter((viewer) => viewer.matches('[src], :has(source)'));
      expect(withSource).to.have.lengthOf.at.least(4);
      expect(withSource.map((viewer) => viewer.loaded)).not.to.include(false);
      expect(warnings).to.be.empty;
      const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      expect(resources.filter(({ responseStatus }) => responseStatus >= 400)).to.be.empty;
      const { violations } = await axe.run(document);
      expect(violations.map(({ id }) => id)).to.be.empty;
    });
  }
});
