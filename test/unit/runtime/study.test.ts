import { expect } from 'chai';

import type {
  Crosshair,
  PictureReply,
  Request,
  ViewState,
} from '../../../src/protocol/messages.js';
import type { RuntimeClient } from '../../../src/runtime/client.js';
import { Study } from '../../../src/runtime/study.js';
import { failureOf } from '../../failure.js';
import { storedView } from '../stored-view.js';

const metadata = { summary: { modality: 'CT' } };

/** Metadata as they cross. */
function encoded(value: object): ArrayBuffer {
  return new TextEncoder().encode(JSON.stringify(value)).buffer;
}

/** A runtime that notes its requests, and replies with a picture of one image. */
class FakeRuntime {
  readonly requests: Request[] = [];
  reply: object = { metadataKey: 'first', metadata: encoded(metadata) };

  /** Replied instead of a picture. */
  value: unknown;
  fails = false;

  hold() {
    return () => undefined;
  }

  call(request: Request) {
    this.requests.push(structuredClone(request));
    if (this.fails) {
      return Promise.reject(new Error('closed'));
    }
    const images = [{ pixels: new ArrayBuffer(8) }];
    if (this.value) {
      return Promise.resolve({ value: this.value, warnings: [] });
    }
    return Promise.resolve({ value: { images, ...this.reply }, warnings: [] });
  }
}

describe('a study', () => {
  it('gives each of two pictures under way the metadata of its own', async () => {
    const runtime = new FakeRuntime();
    const study = new Study(runtime as unknown as RuntimeClient);
    const view = { ...storedView };
    await study.render(view, false);
    runtime.reply = { metadataKey: 'first', metadata: null };
    const answer = runtime.call.bind(runtime);
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    runtime.call = async (request) => {
      const reply = await answer(request);
      await released;
      return reply;
    };
    const first = study.render(view, false); // its metadata are known
    runtime.call = answer;
    const other = { summary: { modality: 'MR' } };
    runtime.reply = { metadataKey: 'second', metadata: encoded(other) };
    const second = study.render({ ...view, frame: 1 }, false);
    expect((await second).metadata.all).to.deep.equal(other);
    release();
    expect((await first).metadata.all).to.deep.equal(metadata);
  });

  it('gives a file by its name', async () => {
    const runtime = new FakeRuntime();
    const study = new Study(runtime as unknown as RuntimeClient);
    await study.add(3, new Blob(['a']), 'archive.zip/b.dcm');
    const bytes = new ArrayBuffer(2);
    runtime.value = { index: 3, file: bytes };
    expect(await study.file(storedView)).to.deep.equal({ name: 'archive.zip/b.dcm', bytes });
  });

  let runtime: FakeRuntime;
  let study: Study;

  beforeEach(() => {
    runtime = new FakeRuntime();
    study = new Study(runtime as unknown as RuntimeClient);
  });

  function render(change: Partial<ViewState> = {}) {
    return study.render({ ...storedView, ...change }, false);
  }

  it('asks for metadata until it has them, and gives each picture those of its key', async () => {
    expect((await render()).metadata.all).to.deep.equal(metadata);
    runtime.reply = { metadataKey: 'first', metadata: null };
    expect((await render()).metadata.all).to.deep.equal(metadata);
    const other = { summary: { modality: 'MR' } };
    runtime.reply = { metadataKey: 'second', metadata: encoded(other) };
    expect((await render()).metadata.all).to.deep.equal(other);
    await render();
    const keys = runtime.requests.map(
      (request) => request.type === 'picture' && request.knownMetadataKey,
    );
    expect(keys).to.deep.equal([null, 'first', 'first', 'second']);
  });

  it('fails with internal where a picture comes without metadata that it has', async () => {
    runtime.reply = { metadataKey: 'first', metadata: null } satisfies Partial<PictureReply>;
    expect(await failureOf(render())).to.include({ code: 'internal' });
  });

  it('sends the buffers of a picture that is recycled with the next request, once', async () => {
    const picture = await render();
    study.recycle(picture);
    await render();
    await render();
    const sizes = runtime.requests.map((request) =>
      request.type === 'picture' ? request.recycledBuffers.map((each) => each.byteLength) : [],
    );
    expect(sizes).to.deep.equal([[], [8], []]);
  });

  it('asks for measurements of marks, and has none once it is closed', async () => {
    const marks = [{ type: 'length', points: [[1, 2], [3, 4]] }]; // prettier-ignore
    runtime.value = [{ length: null }];
    expect(await study.measure(storedView, 2, marks)).to.deep.equal([{ length: null }]);
    expect(runtime.requests[0]).to.deep.include({ type: 'measure', image: 2, marks });
    study.close();
    runtime.fails = true;
    expect(await study.measure(storedView, 0, marks)).to.be.empty;
  });

  const center = [1, 2, 3];
  const crosshairs: [string, object, object][] = [
    ['a center alone', { center }, { center, axes: null }],
    ['members of its own', { center, x: 4, lines: {} }, { center, axes: null }],
    ['functions', { center, move: () => undefined }, { center, axes: null }],
    ['a proxy', new Proxy({ center }, {}), { center, axes: null }],
  ];
  for (const [name, given, sent] of crosshairs) {
    it(`sends center and axes of a page's crosshair with ${name}`, async () => {
      await render({ crosshair: given as Crosshair });
      const [request] = runtime.requests;
      expect(request).to.have.property('view').that.deep.include({ crosshair: sent });
    });
  }
});
