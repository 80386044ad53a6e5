import { expect } from 'chai';

import type { Warning } from '../../../src/protocol/messages.js';
import type { Python } from '../../../src/worker/python.js';
import { FramePending, type FrameDecoder } from '../../../src/worker/frame-decoder.js';
import { LentFiles } from '../../../src/worker/open-files.js';
import { Service } from '../../../src/worker/service.js';
import { storedView } from '../stored-view.js';

/** A Python that notes what it is asked, and has frames to decode ahead for a while. */
class FakePython {
  readonly heard: string[] = [];
  /** The frames that it would have decoded. */
  framesAhead: number[] = [];
  /** What a file that is added refers to, if it is a DICOMDIR. */
  fileIds: string[] | null = null;
  /** How often there are frames to read ahead. */
  moments = 0;
  /** What the next call waits for. */
  pending: FramePending | undefined;
  #whenHeard: (() => void) | undefined;

  call(name: string, ...args: unknown[]): { value: unknown; warnings: Warning[] } {
    if (name === 'frames_ahead') {
      return { value: [...this.framesAhead], warnings: [] };
    }
    if (name === 'add_file') {
      return { value: this.fileIds, warnings: [] };
    }
    if (name === 'read_ahead' && --this.moments < 0) {
      return { value: false, warnings: [] };
    }
    this.heard.push(name === 'decode_ahead' ? `${name} ${args.join('/')}` : name);
    this.#whenHeard?.();
    if (this.pending) {
      throw this.pending;
    }
    const { frame } = (name === 'render' ? JSON.parse(String(args[1])) : {}) as { frame?: number };
    return {
      value: name.endsWith('_ahead') ? true : { images: [{ frame }], decodeMs: 0, subject: 'CT' },
      warnings: [],
    };
  }

  /** Resolves once so many calls were heard. */
  async heardSoMany(count: number): Promise<void> {
    while (this.heard.length < count) {
      await new Promise<void>((resolve) => (this.#whenHeard = resolve));
    }
  }
}

/** A decoder of frames that are all there; of those ahead, once the test says so. */
class FakeDecoder {
  /** What finishes each frame that is being decoded ahead. */
  readonly underWay: (() => void)[] = [];

  run(call: () => unknown): Promise<unknown> {
    return Promise.resolve({ result: call(), duration: 0 });
  }

  async runAhead(call: () => unknown): Promise<unknown> {
    const result = call();
    await new Promise<void>((resolve) => this.underWay.push(resolve));
    return result;
  }
}

function renderOf(study: number, frame = 0) {
  const view = { ...storedView, frame };
  return {
    type: 'render',
    study,
    view,
    withLayer: false,
    subject: 'CT',
    room: [] as ArrayBuffer[],
  } as const;
}

/** What Python says of a rendering, and of what is to be made ahead: nothing. */
function renderedBy(name: string): unknown {
  return name === 'render' ? { images: [{ frame: 0 }], decodeMs: 0, subject: 'CT' } : [];
}

describe('the service', () => {
  let python: FakePython;
  let decoder: FakeDecoder;
  let service: Service;
  let files: LentFiles;

  beforeEach(() => {
    python = new FakePython();
    decoder = new FakeDecoder();
    files = new LentFiles();
    service = new Service(
      Promise.resolve(python as unknown as Python),
      decoder as unknown as FrameDecoder,
      files,
    );
  });

  it('decodes ahead of the study that was shown last while nobody asks, several frames at once', async () => {
    python.framesAhead = [1, 2];
    await service.answer(renderOf(1));
    await service.answer(renderOf(7));
    await python.heardSoMany(4);
    expect(python.heard).to.deep.equal([
      'render',
      'render',
      'decode_ahead 7/1',
      'decode_ahead 7/2',
    ]);
  });

  it('decodes ahead at once where frame follows on frame, also while somebody asks', async () => {
    python.framesAhead = [2];
    await service.answer(renderOf(1, 0));
    await service.answer(renderOf(1, 1));
    const { view } = renderOf(1, 1);
    const pixel = { type: 'pixel', study: 1, view, image: 0, x: 0, y: 0 } as const;
    while (!python.heard.includes('decode_ahead 1/2')) {
      await service.answer(pixel);
      await new Promise((resolve) => setTimeout(resolve));
    }
  });

  it('decodes what is next once a frame is there, and none twice', async () => {
    python.framesAhead = [1, 2];
    await service.answer(renderOf(1));
    await python.heardSoMany(3);
    python.framesAhead = [2, 3];
    decoder.underWay[0]?.();
    await python.heardSoMany(4);
    expect(python.heard.slice(1)).to.deep.equal(
      [1, 2, 3].map((frame) => `decode_ahead 1/${String(frame)}`),
    );
  });

  it('lends Python a file until its study is closed, but a DICOMDIR no longer than it is read', async () => {
    const add = (index: number) => {
      const file = new ArrayBuffer(4);
      return service.answer({ type: 'add', study: 1, index, file });
    };
    await add(0);
    python.fileIds = ['A/B'];
    expect((await add(1)).value).to.deep.equal(['A/B']);
    expect(files.read(1, 0, 0, 4)).to.have.length(4);
    expect(files.read(1, 1, 0, 4)).to.equal(undefined);
  });

  it('reads ahead a moment at a time, until all is read', async () => {
    python.moments = 3;
    await service.answer(renderOf(1));
    await python.heardSoMany(4);
    expect(python.heard).to.deep.equal(['render', 'read_ahead', 'read_ahead', 'read_ahead']);
  });

  it('reads nothing ahead while somebody asks', async () => {
    python.moments = Infinity;
    await service.answer(renderOf(1));
    await python.heardSoMany(2);
    await service.answer(renderOf(1));
    await new Promise((resolve) => setTimeout(resolve)); // when the next moment would have come
    expect(python.heard.at(-1)).to.equal('render');
  });

  it('makes nothing anew that was dropped before it is shown again', async () => {
    python.moments = Infinity;
    python.framesAhead = [1];
    await service.answer(renderOf(1));
    await service.answer({ type: 'drop-caches' });
    await new Promise((resolve) => setTimeout(resolve, 31)); // timers end in the order of their times
    expect(python.heard).to.deep.equal(['render', 'drop_caches']);
  });

  it('reads one volume after the other, each until it is shown, and says that it goes on', async () => {
    const signs: number[] = [];
    const missing = new Map([
      [1, 2],
      [2, 1],
    ]);
    const reading = {
      call: (name: string, study: number) => {
        python.heard.push(`${name} ${String(study)}`);
        const left = missing.get(study) ?? 0;
        missing.set(study, left - 1);
        return { value: name === 'prepare' ? left : renderedBy(name), warnings: [] };
      },
    };
    service = new Service(
      Promise.resolve(reading as unknown as Python),
      decoder as unknown as FrameDecoder,
      files,
    );
    const planes = [1, 2].map((study) => {
      const request = renderOf(study);
      return service.answer({ ...request, view: { ...request.view, plane: 'axial' } }, () => {
        signs.push(study);
      });
    });
    await Promise.all(planes);
    const volumes = python.heard.filter((call) => /^(prepare|render) /.test(call));
    expect(volumes).to.deep.equal([
      ...['prepare 1', 'prepare 1', 'prepare 1', 'render 1'],
      ...['prepare 2', 'prepare 2', 'render 2'],
    ]);
    expect(signs).to.deep.equal([1, 1, 2]);
  });

  it('passes on what Python warned of before it waited', async () => {
    const warning: Warning = { code: 'pixels', reason: 'fragments-wrong', parameters: {} };
    python.pending = new FramePending([warning]);
    const patientDecoder = {
      run: (call: () => unknown) => {
        expect(call).to.throw(FramePending);
        python.pending = undefined;
        return decoder.run(call);
      },
    };
    service = new Service(
      Promise.resolve(python as unknown as Python),
      patientDecoder as unknown as FrameDecoder,
      files,
    );
    expect((await service.answer(renderOf(1))).warnings).to.deep.equal([warning]);
  });
});
