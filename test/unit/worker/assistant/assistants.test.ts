import { expect } from 'chai';

import { CodedError } from '../../../../src/protocol/coded-error.js';
import { AssistantMissing, Assistants } from '../../../../src/worker/assistant/assistants.js';
import type {
  AssistantReply,
  AssistantRequest,
} from '../../../../src/worker/assistant/messages.js';
import type { DecodingOutcome } from '../../../../src/worker/codecs/codec.js';
import { clockOfSuite } from '../../../clock.js';
import { failureOf } from '../../../failure.js';

/** A worker that does nothing but what a test has it say. */
class FakeWorker extends EventTarget {
  static readonly all: FakeWorker[] = [];
  readonly heard: AssistantRequest[] = [];
  isTerminated = false;

  constructor() {
    super();
    FakeWorker.all.push(this);
  }

  postMessage(message: AssistantRequest): void {
    this.heard.push(message);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  say(data: AssistantReply): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

const fileAt = (url: string) => ({ url, decoderUrl: '/zstandard.wasm' });
const nobody = { expect: () => undefined, add: () => undefined };
const outcome: DecodingOutcome = {
  frame: {
    samples: new Uint8Array(1),
    rows: 1,
    columns: 1,
    components: 1,
    isPlanar: false,
    isRgb: false,
  },
};

describe('assistants', () => {
  const clock = clockOfSuite();
  const { Worker } = globalThis;
  let assistants: Assistants;

  beforeEach(() => {
    FakeWorker.all.length = 0;
    globalThis.Worker = FakeWorker as unknown as typeof Worker;
    assistants = new Assistants();
  });
  afterEach(() => {
    globalThis.Worker = Worker;
  });

  /** Has a frame decoded by the first assistant, which has been asked once this resolves. */
  async function decode(): Promise<{ decoded: Promise<DecodingOutcome>; worker: FakeWorker }> {
    const description = { rows: 1, columns: 1, components: 1, bitsAllocated: 8 };
    const decoded = assistants.decode({ codec: 'jpeg', bytes: new Uint8Array(1), description });
    decoded.catch(() => undefined); // each test looks at it later
    await new Promise((resolve) => setTimeout(resolve));
    const [worker] = FakeWorker.all;
    if (!worker) {
      throw new Error('No assistant was started.');
    }
    return { decoded, worker };
  }

  it('have all the time for a codec that arrives slowly, and 30 seconds for the decoding', async () => {
    const { decoded, worker } = await decode();
    worker.say({ type: 'started' });
    clock.pass(120_000);
    worker.say({ type: 'decoding', id: 1 });
    clock.pass(29_999);
    expect(worker.isTerminated).to.be.false;
    worker.say({ type: 'decoded', id: 1, outcome });
    expect(await decoded).to.equal(outcome);
  });

  it('are no more than there are, however many frames come at once, and decode one after the other', async () => {
    const most = Math.min(Math.max(navigator.hardwareConcurrency - 1, 1), 4);
    const decodings = await Promise.all(Array.from({ length: most + 3 }, decode));
    expect(FakeWorker.all).to.have.length(most);
    for (let round = 1; round <= Math.ceil(decodings.length / most); round++) {
      expect(FakeWorker.all.map(({ heard }) => heard.length <= round)).not.to.include(false);
      FakeWorker.all.forEach((worker) => {
        worker.say({ type: 'decoded', id: round, outcome });
      });
      await new Promise((resolve) => setTimeout(resolve));
    }
    expect(await Promise.all(decodings.map(({ decoded }) => decoded))).to.have.length(most + 3);
    expect(FakeWorker.all).to.have.length(most);
  });

  it('are ended where the decoding takes longer', async () => {
    const { decoded, worker } = await decode();
    worker.say({ type: 'started' });
    worker.say({ type: 'decoding', id: 1 });
    clock.pass(30_000);
    expect(await decoded).to.deep.equal({
      error: { reason: 'decoder-stalled', parameters: { seconds: 30 } },
    });
    expect(worker.isTerminated).to.be.true;
  });

  it('are not ended for the time in which the page was suspended', async () => {
    const { decoded, worker } = await decode();
    worker.say({ type: 'started' });
    worker.say({ type: 'decoding', id: 1 });
    clock.suspend(66_000);
    worker.say({ type: 'decoded', id: 1, outcome });
    expect(await decoded).to.equal(outcome);
  });

  it('reject a frame whose codec they can not fetch, so that it is decoded elsewhere', async () => {
    const { decoded, worker } = await decode();
    worker.say({ type: 'started' });
    worker.say({ type: 'failed', id: 1, detail: 'jpeg.js is missing', stalled: null });
    expect(await failureOf(decoded)).to.include({ message: 'jpeg.js is missing' });
  });

  it('are done without where their script does not run for 5 seconds, for a minute', async () => {
    const { decoded, worker } = await decode();
    clock.pass(5000);
    expect(await failureOf(decoded)).to.be.instanceOf(AssistantMissing);
    expect(worker.isTerminated).to.be.true;
    expect(assistants.isFree).to.be.false;
    const decompressing = assistants.decompress(fileAt('/a.bin'), nobody);
    expect(await failureOf(decompressing)).to.be.instanceOf(AssistantMissing);
    expect(FakeWorker.all).to.have.length(1);
    clock.suspend(60_000);
    expect(assistants.isFree).to.be.true;
  });

  it('reject a file whose download stalls with a code, and a damaged one without', async () => {
    const stalling = assistants.decompress(fileAt('/a.bin'), nobody);
    const damaged = assistants.decompress(fileAt('/b.bin'), nobody);
    await new Promise((resolve) => setTimeout(resolve));
    const [worker] = FakeWorker.all;
    worker?.say({ type: 'failed', id: 1, detail: 'x', stalled: { url: '/a.bin', seconds: 15 } });
    worker?.say({ type: 'failed', id: 2, detail: '/b.bin is damaged', stalled: null });
    expect(await failureOf(stalling)).to.be.instanceOf(CodedError);
    expect(await failureOf(damaged)).not.to.be.instanceOf(CodedError);
  });
});
