import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { saved } from '../exports.js';
import { button, has, inside, show } from '../harness.js';
import { click, drag, followClipboard, press } from '../user.js';
import { ct, putPipeline } from './pipeline.js';

/** Writes an element with the panel of its pipeline open, and waits for its result. */
async function putOpen(python: string): Promise<DicomViewer> {
  const attributes = { controls: '', info: '', 'info-tab': 'pipeline' };
  const element = putPipeline(python, attributes);
  await element.rendered;
  await element.updateComplete;
  return element;
}

/** The cells of the panel's table, line by line. */
function cellsOf(element: DicomViewer): string[][] {
  return [...inside(element, '.pipeline table').querySelectorAll('tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map(({ textContent }) => textContent),
  );
}

const plot = `
  import numpy as np
  def profile(pixels):
    x = np.arange(5) * 0.5
    return {"title": "Profile", "xlabel": "mm", "x": x, "y": {"up": x * 10, "gap": [1, 2, np.nan, 4, 5]}}`;

describe('what a pipeline has come to', () => {
  it('is a table with a column for each name, or with a line for each if it has one row', async () => {
    const one = await putOpen('def f(pixels): return {"volume in ml": 12.3456, "name": "liver"}');
    expect(cellsOf(one)).to.deep.equal([['volume in ml', '12.35'], ['name', 'liver']]); // prettier-ignore
    const several = await putOpen(
      'def f(pixels): return [{"part": "a", "n": 3}, {"part": "<b>", "mm": float("nan")}]',
    );
    expect(cellsOf(several)).to.deep.equal([
      ['part', 'n', 'mm'],
      ['a', '3', ''],
      ['<b>', '', 'nan'],
    ]);
    const number = await putOpen('def f(pixels): return 7');
    expect(cellsOf(number)).to.deep.equal([['value', '7']]);
  });

  it('is copied as CSV, with all digits and no formula', async () => {
    const element = await putOpen('def f(pixels): return [{"a": 12.3456789, "b": "=1,2"}]');
    const clipboard = followClipboard();
    await click(inside(element, '.pipeline .copy'));
    clipboard.end();
    expect(clipboard.copied).to.deep.equal(['a,b\r\n12.3456789,"\'=1,2"\r\n']);
  });

  it('is text, never HTML', async () => {
    const element = await putOpen('def f(pixels): return "<img src=x> & two"');
    expect(inside(element, '.pipeline .text').textContent).to.equal('<img src=x> & two');
    expect(has(element, '.pipeline img')).to.equal(false);
  });

  it('is a plot of lines, broken where a number is none, with a description', async () => {
    const element = await putOpen(plot);
    const picture = inside(element, '.pipeline svg[role="img"]');
    expect(getComputedStyle(inside(element, '.pipeline h3')).textTransform).to.equal('uppercase');
    expect(picture.ariaLabel).to.equal('Plot of up and gap: x from 0 to 2, y from 0 to 20');
    expect(inside(element, 'figcaption').textContent).to.equal('Profile');
    const paths = [...picture.querySelectorAll('.line')].map((each) => each.getAttribute('d'));
    // The axes reach from 52 to 310 and from 176 to 8: 2 mm and 20 wide.
    expect(paths).to.deep.equal([
      'M52.0 176.0L116.5 134.0L181.0 92.0L245.5 50.0L310.0 8.0',
      'M52.0 167.6L116.5 159.2M245.5 142.4L310.0 134.0',
    ]);
    const numbers = [...picture.querySelectorAll('text.x')].map(({ textContent }) => textContent);
    expect(numbers).to.deep.equal(['0', '0.5', '1', '1.5', '2']);
  });

  it('has the numbers of a plot in a table, by keys', async () => {
    const element = await putOpen(plot);
    inside(element, 'summary').focus();
    await press('Enter');
    while (!has(element, '.pipeline table')) {
      await new Promise(requestAnimationFrame);
    }
    expect(cellsOf(element)).to.deep.equal([
      ['mm', 'up', 'gap'],
      ['0', '0', '1'],
      ['0.5', '5', '2'],
      ['1', '10', ''],
      ['1.5', '15', '4'],
      ['2', '20', '5'],
    ]);
  });

  it('is a file to save', async () => {
    const code = `
      from pydicom.dataset import Dataset, FileMetaDataset
      from pydicom.uid import ExplicitVRLittleEndian, SecondaryCaptureImageStorage
      def made(pixels):
        made = Dataset()
        made.SOPClassUID = SecondaryCaptureImageStorage
        made.SOPInstanceUID = "1.2.3"
        made.PatientName = "Made"
        made.file_meta = FileMetaDataset()
        made.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        return made`;
    const element = await putOpen(code);
    const file = await saved(() => click(button(element, 'Save as DICOM')));
    expect(file.name).to.equal('made.dcm');
    const bytes = new Uint8Array(await file.blob.arrayBuffer());
    expect(new TextDecoder().decode(bytes.subarray(128, 132))).to.equal('DICM');
    expect(new TextDecoder('latin1').decode(bytes)).to.include('Made');
  });

  it('is announced once while a slider is dragged, and not where it is seen in the image', async () => {
    const code = `
      from typing import Annotated
      def mean(pixels, of: Annotated[int, {"min": 0, "max": 100}] = 0):
        """Mean value."""
        return {"mean": float(pixels.mean() + of)}`;
    const element = await putOpen(code);
    const status = inside(element, '.pipeline [role="status"]');
    const said = async () => {
      while (status.textContent.trim() === '') {
        await new Promise(requestAnimationFrame);
      }
    };
    await said();
    expect(status.textContent.trim()).to.equal('Mean value: the result is there');
    const texts: string[] = [];
    const observer = new MutationObserver(() => texts.push(status.textContent.trim()));
    observer.observe(status, { childList: true, characterData: true, subtree: true });
    const input = inside(element, '.parameter input');
    input.scrollIntoView({ block: 'nearest' });
    await drag(input, 0.4, 0, 8);
    await element.rendered;
    await element.updateComplete;
    await said();
    observer.disconnect();
    expect(texts.filter(Boolean)).to.deep.equal(['Mean value: the result is there']);
    const plain = await putOpen('def f(pixels): return pixels');
    expect(inside(plain, '.pipeline [role="status"]').textContent.trim()).to.equal('');
    expect(has(plain, '.pipeline h3')).to.equal(false);
  });

  it('of a wrong kind, as a hostile file may make it, is an error', async () => {
    const other = await show(ct);
    const code = `
      import json
      from dicom_viewer.pipeline import run
      def f(pixels):
        run.result_of = lambda *some, **more: type("R", (), {"arrays": {}, "values": {"plot": {"x": 3, "y": {}}}})()
        return 1`;
    const element = putPipeline(code, { info: '', 'info-tab': 'pipeline' });
    const failed = await element.rendered.then(
      () => 'none',
      (error: unknown) => (error as { code: string }).code,
    );
    expect(failed).to.equal('pipeline');
    expect(await element.pixelAt(10, 20)).to.equal(await other.pixelAt(10, 20));
  });
});
