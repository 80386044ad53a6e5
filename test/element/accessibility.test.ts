import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import {
  button,
  canvasOf,
  generated,
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
import { pick, press } from './user.js';

const volume = '/.cache/planes/axial.zip';
const full = { controls: '', info: '' };

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
    const name = () => element.shadowRoot?.querySelector('.row .name')?.textContent.trim() ?? '';
    while (!name().startsWith('File Meta')) {
      await new Promise(requestAnimationFrame); // the names come later than the tags
    }
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
