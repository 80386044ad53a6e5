import { emulateMedia } from '@web/test-runner-commands';
import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { button, canvasOf, inside, sample, show } from './harness.js';
import { until } from './marks.js';
import { click } from './user.js';

const volume = '/.cache/planes/axial.zip';

function styleOf(element: DicomViewer, selector: string): CSSStyleDeclaration {
  return getComputedStyle(inside(element, selector));
}

describe('on a whole screen', () => {
  afterEach(async () => {
    if (document.fullscreenElement) {
      await document.exitFullscreen();
    }
  });

  it('the image takes all that the bar leaves, and its button leads back', async () => {
    const element = await show(sample('CT_small.dcm'), { controls: '' });
    const before = element.getBoundingClientRect();
    await click(button(element, 'Full screen'));
    await until(() => document.fullscreenElement === element);
    await until(() => element.getBoundingClientRect().height === innerHeight);
    const [stage, bar] = ['.stage', '.controls'].map((selector) =>
      inside(element, selector).getBoundingClientRect(),
    );
    expect(stage?.width).to.equal(innerWidth);
    expect(stage?.height).to.be.closeTo(innerHeight - (bar?.height ?? 0), 1);
    expect(bar?.bottom).to.be.closeTo(innerHeight, 1);
    expect(canvasOf(element).getBoundingClientRect().height).to.be.closeTo(stage?.height ?? 0, 1);
    await click(button(element, 'Full screen'));
    await until(() => document.fullscreenElement === null);
    await until(() => element.getBoundingClientRect().width === before.width);
  });
});

describe('on paper', () => {
  beforeEach(() => emulateMedia({ media: 'print' }));
  afterEach(() => emulateMedia({ media: 'screen' }));

  it('there is the image, with black text on white, and no chrome', async () => {
    const element = await show(sample('CT_small.dcm'), {
      controls: '',
      info: '',
      'corner-text': '',
      style: 'color-scheme: dark',
    });
    const { width, height } = canvasOf(element).getBoundingClientRect();
    expect(width * height).to.be.greaterThan(0);
    expect(styleOf(element, '.controls').display).to.equal('none');
    expect(styleOf(element, '.status').display).to.equal('none');
    for (const selector of ['.info dd', '.info dt', '.corners .start']) {
      expect(styleOf(element, selector).color, selector).to.equal('rgb(0, 0, 0)');
    }
    const halo = styleOf(element, '.corners .start').getPropertyValue('-webkit-text-stroke-color');
    expect(halo).to.equal('rgb(255, 255, 255)');
    expect(styleOf(element, '.stage').backgroundColor).to.equal('rgb(255, 255, 255)');
    expect(getComputedStyle(element).backgroundColor).to.equal('rgb(255, 255, 255)');
  });

  it('there are no sliders', async () => {
    const element = await show(volume, { controls: '' });
    expect(styleOf(element, '.slices').display).to.equal('none');
    expect(canvasOf(element).getBoundingClientRect().height).to.be.greaterThan(0);
  });
});
