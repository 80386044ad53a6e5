import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { button, has, heard, inside, next, show } from '../harness.js';
import { click, drag, press } from '../user.js';
import { ct, edit, putPipeline } from './pipeline.js';

const kinds = `
  import enum
  from typing import Annotated, Literal

  class Edge(enum.Enum):
    NEAREST = 1
    WRAPPED_AROUND = 2

  def enhance(
    pixels,
    sigma: Annotated[float, {"min": 0, "max": 6, "step": 0.5, "unit": "mm"}] = 1,
    count: Annotated[int, {"min": 1, "max": 5}] = 2,
    offset: float = 0.5,
    inverted: bool = False,
    mode: Literal["soft", "hard"] = "soft",
    edge: Edge = Edge.NEAREST,
    note: str = "none",
  ):
    """Enhance edges.

    Parameters
    ----------
    sigma : float
        Width of the filter. Larger is smoother.
    """
    return pixels * 0 + (sigma * 1000 + count * 100 + offset * 10 + inverted)`;

const open = { controls: '', info: '', 'info-tab': 'pipeline' };

/** Writes an element with the panel of its pipeline open. */
async function putOpen(python: string, attributes: Record<string, string> = {}) {
  const element = putPipeline(python, { ...open, ...attributes });
  await element.rendered;
  await element.updateComplete;
  return element;
}

/** Waits for something of the page that no event tells of. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise(requestAnimationFrame);
  }
}

/** The labels of the panel's fields, and what kind each field is. */
function fieldsOf(element: DicomViewer): string[] {
  return [...inside(element, '.pipeline').querySelectorAll('label')].map((label) => {
    const field = label.querySelector('input, select');
    const kind = field instanceof HTMLInputElement ? (field.role ?? field.type) : 'list';
    return `${label.querySelector('span')?.textContent ?? ''}: ${kind}`;
  });
}

/** The field with a label. */
function field(element: DicomViewer, label: string): HTMLInputElement {
  const labels = [...inside(element, '.pipeline').querySelectorAll('label')];
  const found = labels.find((each) => each.textContent.trim().startsWith(label));
  return found?.control as HTMLInputElement;
}

/** The list with a label. */
function list(element: DicomViewer, label: string): HTMLSelectElement {
  return field(element, label) as HTMLElement as HTMLSelectElement;
}

describe('the panel of a pipeline', () => {
  it('opens by a button of the bar, which is there where there is a pipeline', async () => {
    const plain = await show(ct, { controls: '' });
    expect(() => button(plain, 'Pipeline')).to.throw();
    const element = putPipeline(kinds, { controls: '' });
    await element.rendered;
    await element.updateComplete;
    const changes = heard(element, 'dicom-change');
    const opener = button(element, 'Pipeline');
    expect(opener.ariaPressed).to.equal('false');
    await click(opener);
    await element.updateComplete;
    expect(changes).to.deep.equal([{ info: true, infoTab: 'pipeline' }]);
    expect(opener.ariaPressed).to.equal('true');
    expect(fieldsOf(element)).to.have.length(7);
    await click(opener);
    expect(element.info).to.equal(false);
  });

  it('gives its place to what the button Info opens, and the other way round', async () => {
    const element = await putOpen(kinds);
    const bar = (name: string) => inside(element, `[part="toolbar"] button[title="${name}"]`);
    const pressed = () => [bar('Pipeline').ariaPressed, bar('Info').ariaPressed];
    expect(pressed()).to.deep.equal(['true', 'false']);
    await click(bar('Info'));
    await element.updateComplete;
    expect(pressed()).to.deep.equal(['false', 'true']);
    expect(element).to.include({ info: true, infoTab: 'summary' });
    await click(bar('Pipeline'));
    await element.updateComplete;
    expect(pressed()).to.deep.equal(['true', 'false']);
    await click(bar('Pipeline'));
    await click(bar('Info'));
    await element.updateComplete;
    expect(element).to.include({ info: true, infoTab: 'summary' });
  });

  it('is one of the places of a phone', async () => {
    const element = putPipeline(kinds, { controls: '' });
    element.style.width = '374px';
    await element.rendered;
    await element.updateComplete;
    while (!has(element, '.places')) {
      await new Promise(requestAnimationFrame);
    }
    await click(button(element, 'Pipeline'));
    await element.updateComplete;
    expect(element.infoTab).to.equal('pipeline');
    const canvas = inside(element, 'canvas').getBoundingClientRect();
    expect(inside(element, '.pipeline').getBoundingClientRect().top).to.be.at.least(canvas.bottom);
  });

  it('is reached from the other tabs by arrow keys, and is no tab without a pipeline', async () => {
    const tabs = (of: DicomViewer) =>
      [...(of.shadowRoot?.querySelectorAll('[role="tab"]') ?? [])].map((tab) =>
        tab.textContent.trim(),
      );
    const plain = await show(ct, open);
    await plain.updateComplete;
    expect(tabs(plain)).to.deep.equal(['Summary', 'Tags']);
    expect(has(plain, '#info-summary:not([hidden])')).to.equal(true);
    const element = await putOpen(kinds);
    expect(tabs(element)).to.deep.equal(['Summary', 'Tags', 'Pipeline']);
    inside(element, '#info-tab-pipeline').focus();
    const chosen: string[] = [];
    for (const key of ['ArrowRight', 'ArrowLeft', 'Home', 'End', 'ArrowLeft']) {
      await press(key);
      await element.updateComplete;
      expect(element.shadowRoot?.activeElement?.id).to.equal(`info-tab-${element.infoTab}`);
      chosen.push(element.infoTab);
    }
    expect(chosen).to.deep.equal(['summary', 'pipeline', 'summary', 'pipeline', 'tags']);
  });

  it('has a control for each parameter by its annotation, labelled by the docstring', async () => {
    const element = await putOpen(kinds);
    expect(inside(element, '.pipeline h2').textContent).to.equal('Enhance edges');
    expect(getComputedStyle(inside(element, '.pipeline')).padding).to.equal('16px');
    expect(fieldsOf(element)).to.deep.equal([
      'Width of the filter: range',
      'Count: range',
      'Offset: number',
      'Inverted: switch',
      'Mode: list',
      'Edge: list',
      'Note: text',
    ]);
    const sigma = field(element, 'Width');
    const { min, max, step, value, ariaValueText } = sigma;
    expect({ min, max, step, value, ariaValueText }).to.deep.equal({
      min: '0',
      max: '6',
      step: '0.5',
      value: '1',
      ariaValueText: '1\u00a0mm',
    });
    const edge = list(element, 'Edge');
    expect([...edge.options].map(({ text }) => text)).to.deep.equal(['Nearest', 'Wrapped around']);
  });

  it('changes parameters while a slider is dragged, as the page would', async () => {
    const element = await putOpen(kinds);
    expect(await element.pixelAt(0, 0)).to.equal(1205);
    const changes = heard(element, 'dicom-change');
    const sigma = field(element, 'Width');
    sigma.scrollIntoView({ block: 'nearest' });
    await drag(sigma, 0.5, 0);
    await element.rendered;
    expect(await element.pixelAt(0, 0)).to.equal(6205);
    expect(element.parameters).to.deep.equal({ sigma: 6 });
    expect(changes.at(-1)).to.deep.equal({ parameters: { sigma: 6 } });
    await element.updateComplete;
    expect(sigma.ariaValueText).to.equal('6\u00a0mm');
    expect(element.shadowRoot?.activeElement).to.equal(sigma);
  });

  it('is set by keys', async () => {
    const element = await putOpen(kinds);
    field(element, 'Width').focus();
    await press('ArrowRight');
    await press('Tab');
    await press('End');
    await press('Tab');
    await press('ArrowUp');
    await press('Tab');
    await press('Space');
    await press('Tab');
    await sendKeys({ type: 'h' });
    await press('Tab');
    await press('ArrowDown');
    await press('Tab');
    await press('End');
    await sendKeys({ type: ' 1' });
    await press('Enter');
    await element.rendered;
    expect(element.parameters).to.deep.equal({
      sigma: 1.5,
      count: 5,
      offset: 1.5,
      inverted: true,
      mode: 'hard',
      edge: 'Wrapped around',
      note: 'none 1',
    });
    expect(await element.pixelAt(0, 0)).to.equal(1500 + 500 + 15 + 1);
  });

  it('shows what the page sets, and goes back to it', async () => {
    const element = await putOpen(kinds, { parameters: '{"sigma": 2, "mode": "hard"}' });
    const sigma = field(element, 'Width');
    expect(sigma.value).to.equal('2');
    expect(list(element, 'Mode').value).to.equal('hard');
    sigma.focus();
    await press('ArrowRight');
    await press('ArrowRight');
    expect(element.parameters).to.deep.equal({ sigma: 3, mode: 'hard' });
    element.parameters = { sigma: 99 };
    await element.rendered;
    await element.updateComplete;
    expect(sigma.value).to.equal('6');
    await press('ArrowLeft');
    await click(inside(element, '.run button'));
    expect(element.parameters).to.deep.equal({ sigma: 99 });
  });

  it('takes back an entry that is no number', async () => {
    const element = await putOpen(kinds);
    const offset = field(element, 'Offset');
    offset.focus();
    offset.select();
    await press('Delete');
    await press('Enter');
    expect([offset.value, element.parameters]).to.deep.equal(['0.5', {}]);
  });

  it('has a menu of the functions where the file has several', async () => {
    const code = `
      def ones(pixels, a: bool = True): return pixels * 0 + 1
      def twos(pixels, b: bool = True): return pixels * 0 + 2`;
    const element = await putOpen(code);
    const changes = heard(element, 'dicom-change');
    const menu = list(element, 'Function');
    menu.focus();
    await press('ArrowDown');
    await element.rendered;
    await element.updateComplete;
    expect(changes).to.deep.equal([{ pipeline: '#twos' }]);
    expect(await element.pixelAt(0, 0)).to.equal(2);
    expect(fieldsOf(element)).to.deep.equal(['Function: list', 'B: switch']);
    expect(element.shadowRoot?.activeElement).to.equal(menu);
    expect(menu.value).to.equal('twos');
  });

  it('shows an error with the author’s own lines, until the next change', async () => {
    const code = `
      def fail(pixels, bad: bool = True):
        if bad:
          raise ValueError("<b>no</b>")
        return pixels`;
    const element = putPipeline(code, open);
    await next(element, 'dicom-error');
    await until(() => has(element, '.parameter'));
    const failure = inside(element, '.pipeline [role="alert"]');
    expect(failure.textContent).to.include('ValueError: <b>no</b>');
    expect(failure.textContent).to.include('raise ValueError');
    field(element, 'Bad').focus();
    await press('Space');
    await element.rendered;
    await element.updateComplete;
    expect(failure.textContent).to.equal('');
  });

  it('shows why a file can’t be loaded', async () => {
    const element = putPipeline('def broken(pixels: return pixels', open);
    await next(element, 'dicom-error');
    await element.updateComplete;
    await until(() => has(element, '.failure'));
    expect(inside(element, '.failure').textContent).to.include('SyntaxError');
    expect(has(element, '.parameter')).to.equal(false);
  });

  it('stops a generator where it yields next, and keeps what it came to', async () => {
    const code = `
      import time
      def count(pixels, to: int = 10000):
        for n in range(to):
          time.sleep(0.02)
          yield pixels * 0 + n + 1`;
    const element = putPipeline(code, open);
    const stop = () => button(element, 'Stop');
    await until(() => has(element, '.run') && stop().ariaDisabled === 'false');
    expect(inside(element, '.sections').ariaBusy).to.equal('true');
    const result = next(element, 'dicom-result');
    await click(stop());
    const { detail } = await result;
    await element.rendered;
    await element.updateComplete;
    expect(detail.result.pixels?.data[0]).to.equal(await element.pixelAt(0, 0));
    expect(await element.pixelAt(0, 0)).to.be.greaterThan(0);
    expect(inside(element, '.sections').ariaBusy).to.equal('false');
    expect(stop().ariaDisabled).to.equal('true');
  });

  it('ends nothing later, however often Stop was pressed', async () => {
    const code = `
      import time
      def count(pixels, is_long: bool = True):
        for n in range(10000 if is_long else 30):
          time.sleep(0.1)
          yield pixels * 0 + n + 1`;
    const element = putPipeline(code, open);
    const stop = () => button(element, 'Stop');
    await until(() => has(element, '.run') && stop().ariaDisabled === 'false');
    const result = next(element, 'dicom-result');
    stop().click();
    stop().click();
    await result;
    const failures = heard(element, 'dicom-error');
    element.parameters = { is_long: false };
    const { detail } = await next(element, 'dicom-result');
    expect(detail.result.pixels?.data[0]).to.equal(30);
    expect(failures).to.be.empty;
  });

  it('stops what goes on without an end, and no other viewer notices', async () => {
    const other = await show(ct);
    const code = `
      def loop(pixels, endless: bool = True):
        while endless: pass
        return pixels * 0 + 3`;
    const element = putPipeline(code, open);
    const stop = () => button(element, 'Stop');
    await until(() => has(element, '.run') && stop().ariaDisabled === 'false');
    const error = next(element, 'dicom-error');
    await click(stop());
    expect((await error).detail.message).to.include('was stopped');
    expect(await element.pixelAt(10, 20)).to.equal(await other.pixelAt(10, 20));
    field(element, 'Endless').focus();
    await press('Space');
    await element.rendered;
    expect(await element.pixelAt(0, 0)).to.equal(3);
  });

  it('follows what is edited', async () => {
    const element = await putOpen('def one(pixels, a: bool = True): return pixels');
    edit(element, 'def two(pixels, b: float = 1, c: str = ""): return pixels');
    await element.rendered;
    await element.updateComplete;
    await until(() => fieldsOf(element).length === 2);
    expect(fieldsOf(element)).to.deep.equal(['B: number', 'C: text']);
  });

  it('goes with the pipeline', async () => {
    const element = await putOpen('def one(pixels, a: bool = True): return pixels');
    element.replaceChildren();
    await until(() => !has(element, '.pipeline'));
    expect(has(element, '#info-summary:not([hidden])')).to.equal(true);
    expect(() => button(element, 'Pipeline')).to.throw();
  });
});
