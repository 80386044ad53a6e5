import { expect } from 'chai';

import { DicomViewer } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import { canvasOf, fileOf, generated, pixel, put, sample } from './harness.js';

const columns = 512;
const rows = 512;
const frameLength = columns * rows * 2;

/** An element of Explicit VR Little Endian, of a value representation with a length of 16 bits. */
function element(group: number, number: number, vr: string, value: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + value.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, group, true);
  view.setUint16(2, number, true);
  bytes.set(new TextEncoder().encode(vr), 4);
  view.setUint16(6, value.length, true);
  bytes.set(value, 8);
  return bytes;
}

function short(number: number, value: number): Uint8Array {
  return element(0x0028, number, 'US', new Uint8Array([value & 255, value >> 8]));
}

function text(number: number, vr: string, value: string): Uint8Array {
  return element(
    0x0028,
    number,
    vr,
    new TextEncoder().encode(value.padEnd(value.length + (value.length % 2))),
  );
}

/** All that comes before the pixel data of so many frames, which have no file meta information. */
function head(frameCount: number): Uint8Array[] {
  const pixelData = new Uint8Array([0xe0, 0x7f, 0x10, 0, 0x4f, 0x57, 0, 0, 0, 0, 0, 0]);
  new DataView(pixelData.buffer).setUint32(8, frameCount * frameLength, true);
  const sopClass = '1.2.840.10008.5.1.4.1.1.7.3\0';
  return [
    element(0x0008, 0x0016, 'UI', new TextEncoder().encode(sopClass)),
    short(0x0002, 1),
    text(0x0004, 'CS', 'MONOCHROME2'),
    text(0x0008, 'IS', String(frameCount)),
    short(0x0010, rows),
    short(0x0011, columns),
    short(0x0100, 16),
    short(0x0101, 16),
    short(0x0102, 15),
    short(0x0103, 0),
    text(0x1050, 'DS', '128'),
    text(0x1051, 'DS', '256'),
    pixelData,
  ];
}

/** A frame of one value. */
function frame(value: number): Blob {
  return new Blob([new Uint16Array(columns * rows).fill(value)]);
}

/** A file of the browser's own file system, which a test can change. */
async function handleOf(content: Blob): Promise<FileSystemFileHandle> {
  const directory = await navigator.storage.getDirectory();
  const handle = await directory.getFileHandle('image.dcm', { create: true });
  await write(handle, content);
  return handle;
}

async function write(handle: FileSystemFileHandle, content: Blob): Promise<void> {
  const stream = await handle.createWritable();
  await stream.write(content);
  await stream.close();
}

describe('a local file', () => {
  it('of 420 MB is shown without ever being whole in Python', async () => {
    const before = (await DicomViewer.statistics()).heapBytes;
    const count = 800;
    const same = frame(7);
    const parts = [...head(count), ...Array<Blob>(count - 1).fill(same), frame(200)];
    const viewer = put();
    const file = new File(parts as BlobPart[], 'run.dcm');
    viewer.files = [file];
    await viewer.rendered;
    expect(viewer.frameCount).to.equal(count);
    expect(pixel(viewer, 511, 511)).to.deep.equal([7, 7, 7]);
    viewer.frame = count - 1;
    await viewer.rendered;
    expect(pixel(viewer, 0, 0)).to.deep.equal([200, 200, 200]);
    const { heapBytes } = await DicomViewer.statistics();
    // Which frames are read ahead is up to the clock, and how much the heap grows at once to Emscripten.
    expect(heapBytes - before).to.be.lessThan(file.size / 4);
  });

  it('that changes after it was opened is an error of network at its next frame', async () => {
    const count = 300; // too many to be read ahead
    const parts = [...head(count), ...Array<Blob>(count).fill(frame(1))];
    const handle = await handleOf(new Blob(parts as BlobPart[]));
    const viewer = put();
    viewer.files = [await handle.getFile()];
    await viewer.rendered;
    await write(handle, new Blob(['changed']));
    viewer.frame = 1;
    const error = await failureOf(viewer.rendered);
    expect(error).to.include({ code: 'network' });
    expect(viewer.error?.message).to.include('moved, deleted or changed');
  });

  it('that has gone before it is opened is an error of network', async () => {
    const handle = await handleOf(new Blob([...head(1), frame(1)] as BlobPart[]));
    const file = await handle.getFile();
    const directory = await navigator.storage.getDirectory();
    await directory.removeEntry(handle.name);
    const viewer = put();
    viewer.files = [file];
    expect(await failureOf(viewer.rendered)).to.include({ code: 'network' });
    expect(canvasOf(viewer).hidden).to.be.true;
  });

  it('leaves nothing behind in Python, whether it is shown or not', async () => {
    const viewer = put();
    const files = [
      await fileOf(sample('CT_small.dcm')),
      await fileOf('/package.json'),
      await fileOf(generated('stack')),
      await fileOf(sample('rtplan.dcm')),
    ];
    const load = async () => {
      for (const file of files) {
        viewer.files = [file];
        await viewer.rendered.catch(() => undefined);
      }
      viewer.files = undefined;
      await viewer.rendered;
      return DicomViewer.statistics();
    };
    const before = await load();
    expect(await load()).to.deep.equal(before);
    expect(before.studies).to.equal(0);
  });
});
