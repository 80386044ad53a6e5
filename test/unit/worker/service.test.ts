import { expect } from 'chai';

import type { FileReply, PictureReply } from '../../../src/protocol/messages.js';
import { Unfinished } from '../../../src/worker/call-again.js';
import { OpenFiles } from '../../../src/worker/open-files.js';
import { Service } from '../../../src/worker/service.js';
import { failureOf } from '../../failure.js';
import { storedView } from '../stored-view.js';
import { FakeDecoder, FakePython, nextTurn, pictureOf } from './fake-python.js';

/** A file that is too large for Python to copy it whole. */
function largeFile(): ArrayBuffer {
  return new ArrayBuffer(2 ** 23);
}

describe('the service', () => {
  let fake: FakePython;
  let service: Service;
  let files: OpenFiles;

  beforeEach(() => {
    fake = new FakePython();
    files = new OpenFiles();
    service = new Service(Promise.resolve(fake.python), new FakeDecoder().decoder, files);
  });

  function add(study: number, index = 0) {
    return service.answer({ type: 'add', study, index, file: largeFile() });
  }

  it('answers with a picture in the buffers that were recycled, which are transferred', async () => {
    const used = new ArrayBuffer(4);
    const { value, transfer } = await service.answer({
      ...pictureOf(1, { frame: 3 }),
      recycledBuffers: [used],
    });
    const { images, layer } = value as PictureReply;
    expect(images).to.deep.equal([{ frame: 3, pixels: used }]);
    expect(images[0].pixels).to.equal(used);
    expect(layer).to.equal(null);
    expect(transfer).to.deep.equal([used]);
  });

  it('keeps a file open until its study is closed, but a DICOMDIR only while it is read', async () => {
    await add(1, 0);
    fake.fileIds = ['A/B'];
    expect((await add(1, 1)).value).to.deep.equal(['A/B']);
    expect(files.read(1, 0, 0, 4)).to.have.length(4);
    expect(files.read(1, 1, 0, 4)).to.equal(undefined);
    await service.answer({ type: 'close', study: 1 });
    expect(files.read(1, 0, 0, 4)).to.equal(undefined);
  });

  it('gives a file as it came, from wherever it lies', async () => {
    const ask = async () => {
      const { value, transfer } = await service.answer({
        type: 'file',
        study: 1,
        view: storedView,
      });
      return { ...(value as FileReply), transfer };
    };
    const large = largeFile();
    new Uint8Array(large)[5] = 7;
    await service.answer({ type: 'add', study: 1, index: 0, file: large });
    const blob = new Blob(['disk']);
    await service.answer({ type: 'add', study: 1, index: 1, file: blob });

    const inMemory = await ask();
    expect(inMemory.index).to.equal(0);
    expect(inMemory.file).to.not.equal(large); // it is still read from
    expect(inMemory.file).to.deep.equal(large);
    expect(inMemory.transfer).to.deep.equal([inMemory.file]);
    fake.shownFile = { index: 1 };
    expect(await ask()).to.deep.include({ index: 1, transfer: [] });
    expect((await ask()).file).to.equal(blob);
    fake.shownFile = { index: 2, heap: [1, 2, 3] };
    const inHeap = await ask();
    expect([...new Uint8Array(inHeap.file as ArrayBuffer)]).to.deep.equal([1, 2, 3]);
  });

  it('frees a file that Python has copied, and keeps a larger one', async () => {
    const small = new ArrayBuffer(4);
    const large = largeFile();
    await service.answer({ type: 'add', study: 1, index: 0, file: small });
    await service.answer({ type: 'add', study: 1, index: 1, file: large });
    expect(fake.places).to.deep.equal(['heap', 'memory']);
    expect(small.byteLength).to.equal('transfer' in small ? 0 : 4);
    expect(files.read(1, 0, 0, 4)).to.equal(undefined);
    expect(files.read(1, 1, 0, 4)).to.have.length(4);
  });

  it('closes a file that cannot be opened', async () => {
    const failure = new Error('no image');
    fake.throws.set('add_file', [failure]);
    expect(await failureOf(add(1))).to.equal(failure);
    expect(files.read(1, 0, 0, 4)).to.equal(undefined);
  });

  it('answers other requests between the turns of one, and is busy', async () => {
    fake.throws.set('add_file', [new Unfinished(), new Unfinished()]);
    let busy = 0;
    const file = largeFile();
    const adding = service.answer({ type: 'add', study: 1, index: 0, file }, () => (busy += 1));
    await service.answer({ type: 'outline', study: 2 });
    await adding;
    expect(fake.calls).to.deep.equal(['add_file', 'outline', 'add_file', 'add_file']);
    expect(busy).to.equal(2);
    expect(files.read(1, 0, 0, 4)).to.have.length(4);
  });

  it('ends a request whose study is closed between two of its turns', async () => {
    fake.throws.set('add_file', [new Unfinished()]);
    const adding = failureOf(add(1));
    await fake.called(1);
    await service.answer({ type: 'close', study: 1 });
    expect(await adding).to.include({ code: 'internal' });
    expect(fake.calls).to.deep.equal(['add_file', 'close_study']);
    expect(files.read(1, 0, 0, 4)).to.equal(undefined);
  });

  it('reads one volume after the other, each until it is shown, and says that it goes on', async () => {
    const turns = new Map([
      [1, 2],
      [2, 1],
    ]);
    const { calls } = fake;
    const reading = {
      call: (name: string, study: number, ...args: unknown[]) => {
        calls.push(`${name} ${String(study)}`);
        const left = turns.get(study) ?? 0;
        turns.set(study, left - 1);
        if (name === 'picture' && left > 0) {
          throw new Unfinished();
        }
        return new FakePython().call(name, study, ...args);
      },
    };
    const python = Promise.resolve(reading as unknown as FakePython['python']);
    service = new Service(python, new FakeDecoder().decoder, files);
    let busy = 0;
    const planes = [1, 2].map((study) =>
      service.answer(pictureOf(study, { plane: 'axial' }), () => (busy += 1)),
    );
    await Promise.all(planes);
    const pictures = calls.filter((call) => call.startsWith('picture'));
    const expected = ['picture 1', 'picture 1', 'picture 1', 'picture 2', 'picture 2'];
    expect(pictures).to.deep.equal(expected);
    expect(busy).to.equal(3);
  });

  it('decodes ahead after a picture, and nothing before the next one once caches are dropped', async () => {
    fake.framesAhead = [1];
    await service.answer(pictureOf(1));
    await fake.called(2);
    expect(fake.calls).to.deep.equal(['picture', 'decode_ahead 1/1']);
    await service.answer({ type: 'drop-caches' });
    await new Promise((resolve) => setTimeout(resolve, 31)); // timers end in the order of their times
    expect(fake.calls.slice(2)).to.deep.equal(['drop_caches']);
  });

  it('reads nothing ahead while there is a request', async () => {
    fake.readsAhead = Infinity;
    await service.answer(pictureOf(1));
    await fake.called(2);
    await service.answer(pictureOf(1));
    await nextTurn(); // in which it would have read again
    expect(fake.calls.at(-1)).to.equal('picture');
  });
});
