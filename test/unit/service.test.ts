import { expect } from 'chai';

import type { Warning } from '../../src/protocol.js';
import type { Python } from '../../src/worker/python.js';
import { FramePending, type FrameDecoder } from '../../src/worker/frame-decoder.js';
import { LentFiles } from '../../src/worker/lent-files.js';
import { Service } from '../../src/worker/service.js';

/** A Python that notes what it is asked, and has frames to decode ahead for a while. */
class FakePython {
  readonly heard: string[] = [];
  framesAhead = 0;
  /** What the next call waits for. */
  pending: FramePending | undefined;
  #whenHeard: (() => void) | undefined;

  call(name: string, ...args: unknown[]): { value: unknown; warnings: Warning[] } {
    this.heard.push(name === 'decode_ahead' ? `${name} ${String(args[0])}` : name);
    this.#whenHeard?.();
    if (this.pending) {
      throw this.pending;
    }
    return {
      value: name === 'decode_ahead' ? this.framesAhead-- > 0 : { subject: 'CT' },
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

/** A decoder of frames that are all there. */
const idleDecoder = {
  run: (call: () => unknown) => Promise.resolve({ result: call(), duration: 0 }),
  runAhead: (call: () => unknown) => Promise.resolve(call()),
};

function renderOf(study: number) {
  const view = {
    series: 0,
    frame: 0,
    windowCenter: null,
    windowWidth: null,
    voi: null,
    colormap: 'gray',
    invert: false,
  };
  return { type: 'render', study, view, withLayer: false, subject: 'CT', room: null } as const;
}

describe('the service', () => {
  let python: FakePython;
  let service: Service;
  let files: LentFiles;

  beforeEach(() => {
    python = new FakePython();
    files = new LentFiles();
    service = new Service(
      Promise.resolve(python as unknown as Python),
      idleDecoder as unknown as FrameDecoder,
      files,
    );
  });

  it('decodes ahead of the study that was shown last while nobody asks', async () => {
    python.framesAhead = 2;
    await service.answer(renderOf(1));
    await service.answer(renderOf(7));
    await python.heardSoMany(5);
    expect(python.heard).to.deep.equal([
      'render',
      'render',
      'decode_ahead 7',
      'decode_ahead 7',
      'decode_ahead 7',
    ]);
  });

  it('passes on what Python warned of before it waited', async () => {
    const warning: Warning = { code: 'pixels', message: 'The frame is cut short.' };
    python.pending = new FramePending([warning]);
    const patientDecoder = {
      ...idleDecoder,
      run: (call: () => unknown) => {
        expect(call).to.throw(FramePending);
        python.pending = undefined;
        return idleDecoder.run(call);
      },
    };
    service = new Service(
      Promise.resolve(python as unknown as Python),
      patientDecoder as unknown as FrameDecoder,
      files,
    );
    expect((await service.answer(renderOf(1))).warnings).to.deep.equal([warning]);
    await python.heardSoMany(3);
  });

  it('answers what is asked before it decodes another frame ahead', async () => {
    python.framesAhead = Infinity;
    await service.answer(renderOf(1));
    await python.heardSoMany(3);
    const before = python.heard.length;
    await service.answer(renderOf(1));
    expect(python.heard.slice(before)).to.deep.equal(['render']);
    python.framesAhead = 0;
    await python.heardSoMany(before + 2);
  });
});
