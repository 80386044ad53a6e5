import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { heard, put } from '../harness.js';
import { folder, layersOf } from '../layered.js';

/** What test/fixtures/layered_files.py has worked out. */
interface Expected {
  columns: number;
  uptake: (number | null)[];
}

const expected = (await (await fetch(`${folder}layers.json`)).json()) as Expected;

const pet = `<source layer src="${folder}pet.zip">`;
const python = `
  import numpy as np
  def f(pixels, second, factor: float = 1):
    if second is None:
      return "none"
    return {"plot": {"x": np.arange(second.size), "y": second.ravel() * factor}}`;

function putWith(sources: string, attributes: Record<string, string> = {}): DicomViewer {
  const html = `${sources}<script type="text/x-python">${python}</script>`;
  return put({ src: `${folder}images.zip`, frame: '3', ...attributes }, html);
}

/** Compares all values with those that are expected; none outside of the second series. */
function expectUptake(element: DicomViewer, factor = 1): void {
  const found = element.results?.plot?.y as (number | null)[];
  expect(found.length).to.equal(expected.uptake.length);
  expect(found.map((each) => each === null)).to.deep.equal(
    expected.uptake.map((each) => each === null),
  );
  found.forEach((value, at) => {
    expect((value ?? 0) / factor).to.be.closeTo(expected.uptake[at] ?? 0, 1e-4);
  });
}

describe('a pipeline’s second series', () => {
  it('is resampled onto the image, in the unit of its layer, once it is rendered', async () => {
    const element = putWith(pet);
    const results = heard(element, 'dicom-result');
    await element.rendered;
    expectUptake(element);
    expect(results.length).to.equal(1); // it hasn't run before the series was there
    element.parameters = { factor: 2 };
    await element.rendered;
    expectUptake(element, 2);
  });

  it('is none without a layer, comes with one and goes with it', async () => {
    const element = putWith('');
    await element.rendered;
    expect(element.results?.text).to.equal('none');
    element.insertAdjacentHTML('beforeend', pet);
    await element.rendered;
    expectUptake(element);
    element.querySelector('source')?.remove();
    await element.rendered;
    expect(element.results?.text).to.equal('none');
  });

  it('is there while its layer isn’t seen', async () => {
    const element = putWith(pet, { layers: 'off' });
    await element.rendered;
    expect(layersOf(element)).to.be.empty;
    expectUptake(element);
  });

  it('is the uppermost one of the list', async () => {
    const ramp = `<source layer src="${folder}images.zip">`;
    const element = putWith(`${pet}${ramp}`);
    await element.rendered;
    const { columns } = expected;
    const at = 5 * columns + 7;
    expect((element.results?.plot?.y as number[])[at]).to.equal(10 * 3 + 8 * 5 + 4 * 7);
    element.layerList = [...element.layerList].reverse();
    await element.rendered;
    expectUptake(element);
  });

  it('is none where it can’t be loaded', async () => {
    const element = putWith('<source layer src="/missing.zip">');
    await element.rendered;
    expect(element.results?.text).to.equal('none');
  });
});
