import { expect } from 'chai';
import { unzipSync } from 'fflate';

import type { Annotation, DicomViewer } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import { colorAt, decoded, saved, type Saved } from './exports.js';
import {
  button,
  fileOf,
  generated,
  inside,
  layerOf,
  openPanel,
  pixel,
  pixels,
  pixelsOf,
  put,
  sample,
  sha256,
  show,
} from './harness.js';
import { until } from './marks.js';
import { click, press } from './user.js';

const ct = sample('CT_small.dcm');
const overlays = generated('overlays');
const volume = '/.cache/planes/axial.zip';
/** An image of 128 × 128 pixels, on which marks and text are drawn enlarged by this. */
const enlarged = 4;

async function hashOf(content: Blob | string): Promise<string> {
  const blob = typeof content === 'string' ? await (await fetch(content)).blob() : content;
  return sha256(new Uint8ClampedArray(await blob.arrayBuffer()));
}

/** The pixels of an image after a quarter turn to the right, and then mirrored left to right, where that is asked for. */
function turned(data: Uint8ClampedArray, columns: number, rows: number, flip: boolean): number[] {
  const out: number[] = [];
  for (let y = 0; y < columns; y += 1) {
    for (let x = 0; x < rows; x += 1) {
      const row = flip ? x : rows - 1 - x;
      const start = (row * columns + y) * 4;
      out.push(...data.subarray(start, start + 4));
    }
  }
  return out;
}

describe('toBlob', () => {
  it('gives the whole image as it is turned and mirrored, whatever the zoom', async () => {
    const element = await show(generated('narrow'), { rotation: '90', zoom: '3' });
    const { columns, rows } = element;
    for (const flip of [false, true]) {
      element.flip = flip;
      const image = await decoded(await element.toBlob());
      expect([image.width, image.height]).to.deep.equal([rows, columns]);
      expect([...image.data]).to.deep.equal(turned(pixels(element), columns, rows, flip));
    }
  });

  it('gives JPEG and WebP whose pixels are near those of the canvas', async () => {
    const element = await show(ct);
    for (const type of ['image/jpeg', 'image/webp']) {
      const blob = await element.toBlob(type, 0.95);
      expect(blob.type).to.equal(type);
      const { data } = await decoded(blob);
      const expected = pixels(element);
      const off = data.reduce((sum, value, at) => sum + Math.abs(value - (expected[at] ?? 0)), 0);
      expect(off / data.length).to.be.lessThan(3);
    }
  });

  it('leaves out overlays that are not wanted', async () => {
    const element = await show(overlays);
    expect((await decoded(await element.toBlob())).data).to.not.deep.equal(pixels(element));
    const { data } = await decoded(await element.toBlob('image/png', 1, { overlays: false }));
    expect(data).to.deep.equal(pixels(element));
    expect(layerOf(element).width).to.be.greaterThan(0);
  });

  it('draws marks at their place where they are wanted, but none that are hidden', async () => {
    const element = await show(ct, { interpolation: 'pixelated' });
    element.annotations = [
      { id: 'a', type: 'rectangle', points: [[20, 30], [60, 70]], color: '#ff0000' }, // prettier-ignore
      { id: 'b', type: 'rectangle', points: [[80, 80], [110, 110]], color: '#00ff00', hidden: true }, // prettier-ignore
    ];
    const plain = await decoded(await element.toBlob());
    expect(plain.data).to.deep.equal(pixels(element));

    const image = await decoded(await element.toBlob('image/png', 1, { annotations: true }));
    expect([image.width, image.height]).to.deep.equal([128 * enlarged, 128 * enlarged]);
    for (const [x, y] of [
      [20, 50],
      [60, 50],
      [40, 30],
      [40, 70],
    ] as const) {
      const [red = 0, green = 0, blue = 0] = colorAt(image, x * enlarged, y * enlarged);
      expect([red > 200, green < 80, blue < 80], `${String(x)}, ${String(y)}`).to.deep.equal([true, true, true]); // prettier-ignore
    }
    // Inside the mark, beside it, and along the hidden one there is the image, each pixel a square.
    for (const [x, y] of [
      [40, 50],
      [10, 10],
      [80, 100],
      [95, 80],
      [110, 95],
    ] as const) {
      const [left, top] = [x * enlarged + 1, y * enlarged + 1];
      expect(colorAt(image, left, top), `${String(x)}, ${String(y)}`).to.deep.equal(pixel(element, x, y)); // prettier-ignore
    }
  });

  it('turns marks along with the image', async () => {
    const element = await show(ct, { rotation: '90', interpolation: 'pixelated' });
    element.annotations = [{ id: 'a', type: 'arrow', points: [[10, 20], [10, 60]], color: '#ff0000' }]; // prettier-ignore
    const image = await decoded(await element.toBlob('image/png', 1, { annotations: true }));
    // A quarter turn takes (x, y) to (128 − y, x).
    const [red = 0, green = 255] = colorAt(image, (128 - 40) * enlarged, 10 * enlarged);
    expect(red).to.be.greaterThan(200);
    expect(green).to.be.lessThan(80);
  });

  it('draws the texts of the corners where they are wanted, and whose image it is only if it may', async () => {
    const element = await show(ct, { interpolation: 'pixelated' });
    /** How many pixels of a corner are not the image's. */
    const written = async (isTop: boolean): Promise<number> => {
      const { data } = await decoded(await element.toBlob('image/png', 1, { cornerText: true }));
      let count = 0;
      for (let y = isTop ? 0 : 490; y < (isTop ? 40 : 512); y += 1) {
        for (let x = 0; x < 200; x += 1) {
          const [red] = pixel(element, Math.floor(x / enlarged), Math.floor(y / enlarged));
          count += data[(y * 512 + x) * 4] === red ? 0 : 1;
        }
      }
      return count;
    };
    expect(await written(true)).to.be.greaterThan(200);
    expect(await written(false)).to.be.greaterThan(200); // the window
    element.hideIdentity = true;
    expect(await written(true)).to.equal(0);
    expect(await written(false)).to.be.greaterThan(200);
  });
});

describe('download', () => {
  it('saves the image under a name that names nobody', async () => {
    const element = await show(ct);
    const { name, blob } = await saved(() => element.download('image'));
    expect(name).to.equal('CT.png');
    expect((await decoded(blob)).data).to.deep.equal(pixels(element));
    const jpeg = await saved(() => element.download('image', { type: 'image/jpeg' }));
    expect([jpeg.name, jpeg.blob.type]).to.deep.equal(['CT.jpg', 'image/jpeg']);
  });

  it('saves a file as it came, whether the runtime or the page holds it', async () => {
    const files: [src: string, name: string][] = [
      [ct, 'CT_small.dcm'], // small: copied by Python
      [generated('deflated'), 'deflated.dcm'],
      [sample('JPEG2000.dcm'), 'JPEG2000.dcm'],
      [generated('ct-2048'), 'ct-2048.dcm'], // larger: kept beside it
    ];
    for (const [src, name] of files) {
      const element = await show(`${src}?version=1`);
      const file = await saved(() => element.download('file'));
      expect(file.name).to.equal(name);
      expect(await hashOf(file.blob), name).to.equal(await hashOf(src));
    }
  });

  it('saves a local file as it is', async () => {
    const element = put();
    element.files = [await fileOf(ct, 'Scan 1.dcm')];
    await element.rendered;
    const { name, blob } = await saved(() => element.download('file'));
    expect(name).to.equal('Scan 1.dcm');
    expect(await hashOf(blob)).to.equal(await hashOf(ct));
  });

  it('saves that file of an archive that is shown', async () => {
    const zip = unzipSync(new Uint8Array(await (await fetch(volume)).arrayBuffer()));
    const element = await show(volume, { frame: '3' });
    const uids: unknown[] = [];
    for (const frame of [3, 6]) {
      element.frame = frame;
      await element.rendered;
      const { name, blob } = await saved(() => element.download('file'));
      expect(await hashOf(blob)).to.equal(await hashOf(new Blob([zip[name] ?? ''])));
      const other = put();
      other.files = blob;
      await other.rendered;
      expect(other.metadata?.['00080018']).to.deep.equal(element.metadata?.['00080018']);
      uids.push(other.metadata?.['00080018']?.Value?.[0]);
    }
    expect(new Set(uids)).to.have.property('size', 2);
  });

  it('does not save the file where whose image it is, is hidden', async () => {
    const element = await show(ct, { 'hide-identity': '' });
    expect(await failureOf(element.download('file'))).to.include({
      code: 'export',
      reason: 'file-identifies',
      message: 'The file may say whose image it is, which is hidden here.',
    });
  });

  it('saves the marks, which can be set again', async () => {
    const element = await show(ct);
    const mark: Annotation = { id: 'a', type: 'length', points: [[10, 20], [40, 60]], text: 'é' }; // prettier-ignore
    const uid = element.metadata?.['00080018']?.Value?.[0] as string;
    element.annotations = [mark, { ...mark, id: 'b', frame: 0, sopInstanceUID: uid }];
    await element.rendered;
    const json = async ({ blob }: Saved) => JSON.parse(await blob.text()) as Annotation[];
    const file = await saved(() => element.download('annotations'));
    expect(file.name).to.equal('CT-marks.json');
    expect(await json(file)).to.deep.equal(element.annotations);

    element.hideIdentity = true;
    const anonymous = await json(await saved(() => element.download('annotations')));
    expect(anonymous.map(({ id }) => id)).to.deep.equal(['a', 'b']);
    expect(JSON.stringify(anonymous)).to.not.include(uid);
  });

  it('fails with no-image where nothing is shown', async () => {
    for (const what of ['image', 'file', 'clip', 'annotations'] as const) {
      expect(await failureOf(put().download(what)), what).to.include({ code: 'no-image' });
    }
  });
});

/** A video that can be sought in. */
async function videoOf(blob: Blob): Promise<HTMLVideoElement> {
  const video = document.createElement('video');
  video.muted = true;
  video.src = URL.createObjectURL(blob);
  document.body.append(video);
  await new Promise((resolve, reject) => {
    video.addEventListener('loadeddata', resolve);
    video.addEventListener('error', reject);
  });
  return video;
}

/** The mean gray of the frame of a video at a time in s, which isn't the one that it shows. */
async function grayAt(video: HTMLVideoElement, time: number): Promise<number> {
  const isShown = new Promise((resolve) => {
    video.requestVideoFrameCallback(resolve);
  });
  video.currentTime = time;
  await isShown;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return meanOf(pixelsOf(canvas));
}

function meanOf(data: Uint8ClampedArray): number {
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) {
    sum += data[at] ?? 0;
  }
  return sum / (data.length / 4);
}

describe('a clip', () => {
  it('plays each frame at its time, for as long as it is shown', async () => {
    const element = await show(generated('stack'), { fps: '4' });
    const { frameCount } = element;
    const { name, blob } = await saved(() => element.download('clip'));
    expect([name, blob.type]).to.deep.equal(['CT.webm', 'video/webm']);
    expect(element.frame).to.equal(0);

    const video = await videoOf(blob);
    expect([video.videoWidth, video.videoHeight]).to.deep.equal([element.columns, element.rows]);
    expect(video.duration).to.be.closeTo(frameCount / 4, 0.002);
    const grays: number[] = [];
    for (let frame = frameCount - 1; frame >= 0; frame -= 1) {
      element.frame = frame;
      await element.rendered;
      const gray = await grayAt(video, (frame + 0.5) / 4);
      expect(gray, `frame ${String(frame)}`).to.be.closeTo(meanOf(pixels(element)), 3);
      grays.push(Math.round(gray));
    }
    expect(new Set(grays).size).to.be.greaterThan(3);
  });

  for (const layers of [true, false]) {
    it(`has each frame’s layers ${layers ? 'as they are shown' : 'left out, if that is wanted'}`, async () => {
      const element = await show('/.cache/layers/images-and-segmentation.zip', { fps: '4' });
      element.layerList = element.layerList.map(({ segments = [], ...layer }) => ({
        ...layer,
        opacity: 1,
        segments: segments.map((segment) => ({ ...segment, color: '#ffffff' })),
      }));
      const { blob } = await saved(() => element.download('clip', { layers }));
      const video = await videoOf(blob);
      const differences: number[] = [];
      for (let frame = element.frameCount - 1; frame >= 0; frame -= 1) {
        element.frame = frame;
        await element.rendered;
        const gray = await grayAt(video, (frame + 0.5) / 4);
        const { data } = await decoded(await element.toBlob('image/png', 1, { layers }));
        expect(gray, `frame ${String(frame)}`).to.be.closeTo(meanOf(data), 4);
        differences.push(Math.abs(gray - meanOf(pixels(element))));
      }
      expect(Math.max(...differences) > 10).to.equal(layers);
    });
  }

  it('has marks and the file’s own times where there are such', async () => {
    const element = await show(generated('frames'));
    element.annotations = [
      { id: 'a', type: 'polygon', points: [[0, 0], [4, 0], [4, 4]], frame: 2, color: '#ff0000' }, // prettier-ignore
    ];
    await element.rendered;
    const { blob } = await saved(() => element.download('clip', { annotations: true }));
    const video = await videoOf(blob);
    expect(video.duration).to.be.closeTo(20 * 0.04, 0.002);
    expect(Math.min(video.videoWidth, video.videoHeight)).to.be.at.least(512);
  });

  it('fails with export where one image is shown', async () => {
    const element = await show(ct);
    expect(await failureOf(element.download('clip'))).to.include({
      code: 'export',
      reason: 'clip-of-one-image',
    });
    const planes = await show(volume, { plane: 'mpr' });
    expect(await failureOf(planes.download('clip'))).to.include({ code: 'export' });
  });

  it('fails with export where the browser encodes no WebM', async () => {
    const element = await show(generated('stack'));
    const encoder = Object.getOwnPropertyDescriptor(globalThis, 'VideoEncoder') ?? {};
    Reflect.deleteProperty(globalThis, 'VideoEncoder');
    const failure = await failureOf(element.download('clip'));
    Object.defineProperty(globalThis, 'VideoEncoder', encoder);
    expect(failure).to.include({ code: 'export', reason: 'clip-unsupported' });
  });
});

/** What is written to the clipboard while something runs. */
async function copied(run: () => Promise<unknown>): Promise<Blob> {
  const written = new Promise<ClipboardItem[]>((resolve) => {
    navigator.clipboard.write = (items) => {
      resolve(items);
      return Promise.resolve();
    };
  });
  try {
    await run();
    const [item] = await written;
    expect(item?.types).to.deep.equal(['image/png']);
    return (await item?.getType('image/png')) ?? new Blob();
  } finally {
    Reflect.deleteProperty(navigator.clipboard, 'write');
  }
}

describe('copy', () => {
  it('writes the image as PNG', async () => {
    const element = await show(ct);
    const { data } = await decoded(await copied(() => element.copy()));
    expect(data).to.deep.equal(pixels(element));
  });

  it('fails with export if the browser refuses', async () => {
    const element = await show(ct);
    navigator.clipboard.write = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    const failure = await failureOf(element.copy());
    Reflect.deleteProperty(navigator.clipboard, 'write');
    expect(failure).to.include({ code: 'export', reason: 'copy-refused' });
  });
});

describe('the bar', () => {
  /** Opens what the bar has no room for. */
  async function opened(
    src: string,
    attributes: Record<string, string> = {},
  ): Promise<DicomViewer> {
    const element = await show(src, { controls: '', ...attributes });
    await openPanel(element, 'More');
    return element;
  }

  it('saves the image with its marks', async () => {
    const element = await opened(ct);
    element.annotations = [{ id: 'a', type: 'point', points: [[64, 64]] }];
    await element.rendered;
    const { name, blob } = await saved(() => click(button(element, 'Save image')));
    expect(name).to.equal('CT.png');
    expect((await decoded(blob)).width).to.equal(128 * enlarged);
    const marks = await saved(() => click(button(element, 'Save marks')));
    expect(marks.name).to.equal('CT-marks.json');
  });

  it('saves the file, but not where whose image it is, is hidden', async () => {
    const element = await opened(ct);
    const { blob } = await saved(() => click(button(element, 'Save file')));
    expect(await hashOf(blob)).to.equal(await hashOf(ct));
    element.hideIdentity = true;
    await element.updateComplete;
    expect(() => button(element, 'Save file')).to.throw();
    expect(() => button(element, 'Save clip')).to.throw();
  });

  it('saves frames as a clip, and says how far it is', async () => {
    const element = await opened(generated('stack'));
    const said = new Set<string>();
    const observer = new MutationObserver(() => {
      said.add(inside(element, '.announcement').textContent.replaceAll(/\s+/g, ' ').trim());
    });
    observer.observe(inside(element, '.announcement'), { childList: true, subtree: true, characterData: true }); // prettier-ignore
    const { name } = await saved(() => click(button(element, 'Save clip')));
    observer.disconnect();
    expect(name).to.equal('CT.webm');
    expect([...said].some((text) => /Saving, \d+ %/.test(text))).to.equal(true);
    await element.updateComplete;
    expect(inside(element, '.announcement').textContent).to.not.include('Saving');
  });

  it('copies by its button, and by the key with focus on the image', async () => {
    const element = await opened(ct);
    expect(button(element, 'Copy').title).to.include('Ctrl C');
    await copied(() => click(button(element, 'Copy')));
    await until(() => inside(element, '.panel').textContent.includes('Copied'));
    inside(element, '.stage').focus();
    const { data } = await decoded(await copied(() => press('c', 'Control')));
    expect(data).to.deep.equal(pixels(element));
  });

  it('says why something can not be had, in the language of the page', async () => {
    const element = await opened(ct);
    element.lang = 'de';
    await until(() => inside(element, '.panel').textContent.includes('Kopieren'));
    navigator.clipboard.write = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    await click(button(element, 'Kopieren'));
    await until(() => inside(element, '.panel').textContent.includes('Der Browser erlaubt'));
    Reflect.deleteProperty(navigator.clipboard, 'write');
    expect(inside(element, '.announcement').textContent).to.include('Der Browser erlaubt');
  });
});
