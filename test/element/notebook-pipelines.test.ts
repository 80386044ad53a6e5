import { expect } from 'chai';

import { sample, show as showSource } from './harness.js';
import { beacons, hostile, through, type Outcomes } from './pipelines/attempts.js';
import { fileOf, hashOf as hashOfBytes, wheel } from './pipelines/wheels.js';
import { kernelModel, Model, show, until, viewerIn } from './widget.js';

const text = `
import numpy as np
from typing import Annotated

def scaled(pixels, factor: Annotated[float, {"min": 0, "max": 9}] = 1):
    return pixels * factor

def bright(pixels, level: int = 100):
    return {"mask": pixels > level, "labels": (pixels > level) * np.uint16(700), "text": "done"}
`;

/** The value of a pixel of the file itself. */
async function valueAt(x: number, y: number): Promise<number> {
  return (await (await showSource(sample('CT_small.dcm'))).pixelAt(x, y)) as number;
}

/** The results that the kernel has, once a condition on them holds. */
async function resultsOf(model: Model, condition: (results: Results) => boolean): Promise<Results> {
  await until(() => condition((model.get('_results') ?? null) as Results));
  return model.get('_results') as Results;
}

type Results = {
  run: string;
  values: Record<string, unknown>;
  arrays: { kind: string; dtype: string; shape: number[] }[];
} | null;

/** The bytes of an array that the kernel has. */
async function bytesOf(model: Model, run: string, kind: string): Promise<ArrayBuffer> {
  return new Blob(model.received.get(`${run} ${kind}`)).arrayBuffer();
}

describe('a pipeline in a notebook', () => {
  it('runs in the page, with its parameters and functions both ways', async () => {
    const model = await kernelModel({
      _pipeline: { text, function: 'scaled' },
      parameters: { factor: 2 },
    });
    const { el } = await show(model);
    const viewer = await viewerIn(el);
    const value = await valueAt(10, 20);
    const shows = (factor: number) =>
      until(async () => {
        await viewer.rendered;
        return (await viewer.pixelAt(10, 20)) === value * factor;
      });
    await shows(2);
    model.set('parameters', { factor: 3 });
    await shows(3);
    model.set('_source_files', [{ id: '1.0', name: 'again.dcm' }]);
    await shows(3);

    viewer.info = true;
    viewer.infoTab = 'pipeline';
    const field = (selector: string) =>
      viewer.shadowRoot?.querySelector<HTMLInputElement>(`.parameter ${selector}`) ?? undefined;
    await until(() => field('input[type=range]') !== undefined);
    const slider = field('input[type=range]') as HTMLInputElement;
    slider.value = '4';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await shows(4);
    expect(model.get('parameters')).to.deep.equal({ factor: 4 });

    const menu = field('select') as HTMLInputElement;
    menu.value = 'bright';
    menu.dispatchEvent(new Event('change', { bubbles: true }));
    await resultsOf(model, (results) => results?.values['text'] === 'done');
    expect(model.get('_pipeline')).to.deep.equal({ text, function: 'bright' });

    model.set('_pipeline', null);
    await shows(1);
  });

  it('has its results sent, arrays with their sizes', async () => {
    const model = await kernelModel({ _pipeline: { text, function: 'bright' }, parameters: {} });
    await viewerIn((await show(model)).el);
    const results = await resultsOf(model, (sent) => sent !== null);
    expect(results?.values).to.deep.equal({ text: 'done' });
    expect(results?.arrays).to.deep.equal([
      { kind: 'mask', dtype: 'uint8', shape: [128, 128] },
      { kind: 'labels', dtype: 'uint16', shape: [128, 128] },
    ]);
    const run = results?.run ?? '';
    const mask = new Uint8Array(await bytesOf(model, run, 'mask'));
    const labels = new Uint16Array(await bytesOf(model, run, 'labels'));
    expect([mask.length, labels.length]).to.deep.equal([128 * 128, 128 * 128]);
    const viewer = await showSource(sample('CT_small.dcm'));
    for (const [x, y] of [
      [64, 64],
      [5, 5],
      [40, 70],
      [90, 30],
    ] as const) {
      const isBright = ((await viewer.pixelAt(x, y)) as number) > 100;
      expect(mask[y * 128 + x]).to.equal(Number(isBright));
      expect(labels[y * 128 + x]).to.equal(isBright ? 700 : 0);
    }
  });

  it('has long arrays sent in pieces, of the last of several results, and none that is too long', async () => {
    const model = await kernelModel({ parameters: {} });
    const viewer = await viewerIn((await show(model)).el);
    const tell = (mask: Uint8Array, pixels: Uint8Array) => {
      const arrayOf = (data: Uint8Array) => ({ data, shape: [data.length] });
      const result = { mask: arrayOf(mask), pixels: arrayOf(pixels) };
      viewer.dispatchEvent(new CustomEvent('dicom-result', { detail: { name: 'made', result } }));
    };
    const long = Uint8Array.from({ length: 9 << 20 }, (_, index) => index % 251);
    const most = new Uint8Array((64 << 20) - long.length + 1);
    tell(most, most);
    tell(long, most);
    const run = (await resultsOf(model, (sent) => sent !== null))?.run ?? '';
    expect([...model.received.keys()]).to.deep.equal([`${run} mask`]);
    const pieces = model.received.get(`${run} mask`) ?? [];
    expect(pieces.map(({ length }) => length)).to.deep.equal([4 << 20, 4 << 20, 1 << 20]);
    const sent = new Uint8Array(await bytesOf(model, run, 'mask'));
    expect(sent.every((byte, index) => byte === index % 251)).to.be.true;
    tell(most.subarray(0, 8), most.subarray(1));
    const next = await resultsOf(model, (results) => results?.run !== run);
    expect(model.received.has(`${next?.run ?? ''} pixels`)).to.be.true;
  });

  it('says below the image why it fails, until it is mended', async () => {
    const broken = 'def broken(pixels):\n    return pixels + missing\n';
    const model = await kernelModel({ _pipeline: { text: broken, function: '' }, parameters: {} });
    const { el, end } = await show(model);
    await viewerIn(el);
    const message = () => el.querySelector('[role=alert]')?.textContent;
    await until(() => message() !== undefined);
    expect(message()).to.include('NameError').and.to.include('return pixels + missing');
    model.set('_pipeline', { text, function: 'bright' });
    expect(message()).to.equal(undefined);
    await resultsOf(model, (results) => results?.values['text'] === 'done');
    model.set('_pipeline', { text: broken, function: '' });
    await until(() => message() !== undefined);
    await resultsOf(model, (results) => results === null);
    end();
    expect(el.textContent).to.equal('');
    expect(model.listenerCount).to.equal(0);
  });

  it('gets nothing out of its wall', async () => {
    const model = await kernelModel({
      _pipeline: { text: await (await fetch(hostile)).text(), function: 'hostile' },
      parameters: { base: `${location.origin}/beacon/notebook-` },
    });
    await show(model);
    const results = await resultsOf(model, (sent) => sent !== null);
    const outcomes = JSON.parse(String(results?.values['text'])) as Outcomes;
    expect(Object.keys(outcomes)).to.have.length.above(30);
    expect(through(outcomes)).to.deep.equal([]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await beacons()).filter((name) => name.startsWith('notebook-'))).to.be.empty;
  });

  it('has packages of the folder that the widget names, and of none else', async () => {
    const needing =
      '# /// script\n# dependencies = ["threes"]\n# ///\nimport threes\ndef make(pixels): return str(threes.VALUE)\n';
    const bytes = wheel('threes', 'VALUE = 3');
    const entry = { depends: [], file_name: fileOf('threes'), sha256: await hashOfBytes(bytes) };
    const files: Record<string, BlobPart> = {
      '/index/pyodide-lock.json': JSON.stringify({ packages: { threes: entry } }),
      [`/index/${fileOf('threes')}`]: bytes,
    };
    const model = await kernelModel({
      _pipeline: { text: needing, function: '' },
      parameters: {},
    });
    const { el } = await show(model, ({ window }) => {
      const fetch = window.fetch.bind(window);
      window.fetch = (input, init) => {
        const url = input instanceof window.Request ? input.url : String(input);
        const file = files[new URL(url, location.href).pathname];
        return fetch(file ? URL.createObjectURL(new Blob([file])) : input, init);
      };
    });
    const wanted = 'needs the package threes';
    await until(() => el.querySelector('[role=alert]')?.textContent.includes(wanted) ?? false);
    model.set('package_index', '/index');
    await resultsOf(model, (results) => results?.values['text'] === '3');
  });

  it('comes from a URL where there is no kernel, as on pages of MyST', async () => {
    const pipeline = '/demo/pipelines/line_profile.py#histogram';
    const model = new Model({ src: sample('CT_small.dcm'), pipeline, parameters: {} });
    const viewer = await viewerIn((await show(model)).el);
    await viewer.rendered;
    expect(viewer.results).to.have.property('plot');
  });
});
