import { expect } from 'chai';

import type { Assistants } from '../../../src/worker/assistant/assistants.js';
import type { DecodingOutcome, EncodedFrame } from '../../../src/worker/codecs/codec.js';
import { FramePending } from '../../../src/worker/call-again.js';
import { FrameDecoder } from '../../../src/worker/frame-decoder.js';
import { failureOf } from '../../failure.js';

const description = { rows: 1, columns: 1, components: 1, bitsAllocated: 8 };
const codec = 'none';

/** Assistants that decode when a test says so: the samples are those that were encoded. */
class FakeAssistants {
  isFree = true;
  readonly asked: { frame: EncodedFrame; finish: () => void; fail: () => void }[] = [];

  decode(frame: EncodedFrame): Promise<DecodingOutcome> {
    return new Promise((resolve, reject) => {
      const samples = frame.bytes;
      const decoded = {
        samples,
        rows: 1,
        columns: 1,
        components: 1,
        isPlanar: false,
        isRgb: false,
      };
      this.asked.push({
        frame,
        finish: () => {
          resolve({ frame: decoded });
        },
        fail: () => {
          reject(new Error('there is no worker'));
        },
      });
    });
  }
}

/** A call of Python's that needs frames, each of one byte; returns the samples. */
function callFor(decoder: FrameDecoder, ...frames: number[]) {
  return () =>
    frames.map((frame) => {
      const outcome = decoder.decode(codec, Uint8Array.of(frame), description);
      if (!outcome) {
        throw new FramePending();
      }
      return 'frame' in outcome ? outcome.frame.samples[0] : outcome.error.reason;
    });
}

describe('the decoder of frames', () => {
  let assistants: FakeAssistants;
  let decoder: FrameDecoder;

  beforeEach(() => {
    assistants = new FakeAssistants();
    decoder = new FrameDecoder(assistants as unknown as Assistants, () => Promise.resolve());
  });

  it('makes a call again once its frame is decoded elsewhere', async () => {
    const decoded = decoder.run(callFor(decoder, 7));
    expect(assistants.asked.map(({ frame }) => [...frame.bytes])).to.deep.equal([[7]]);
    assistants.asked[0]?.finish();
    expect(await decoded).to.deep.equal([7]);
  });

  it('keeps each of the frames that a call needs until it is made', async () => {
    const decoded = decoder.run(callFor(decoder, 7, 8));
    assistants.asked[0]?.finish();
    await new Promise((resolve) => setTimeout(resolve));
    assistants.asked[1]?.finish();
    expect(await decoded).to.deep.equal([7, 8]);
  });

  it('makes a call that needs no frame once', async () => {
    expect(await decoder.run(() => 'at once')).to.equal('at once');
    expect(assistants.asked).to.be.empty;
  });

  it('decodes a frame once for two calls that wait for it', async () => {
    const calls = [decoder.run(callFor(decoder, 7)), decoder.run(callFor(decoder, 7))];
    expect(assistants.asked).to.have.length(1);
    assistants.asked[0]?.finish();
    const results = await Promise.all(calls);
    expect(results).to.deep.equal([[7], [7]]);
  });

  it('waits for a frame that is being decoded rather than decode it a second time', async () => {
    const busy = new FrameDecoder(
      assistants as unknown as Assistants,
      () => Promise.resolve(),
      () => true,
    );
    const first = busy.run(callFor(busy, 7));
    assistants.isFree = false;
    const second = busy.run(callFor(busy, 7));
    assistants.asked[0]?.finish();
    expect(await first).to.deep.equal([7]);
    expect(await second).to.deep.equal([7]);
  });

  it('takes equal bytes of two sizes for two frames', async () => {
    const sized = (columns: number) => () => {
      if (!decoder.decode(codec, Uint8Array.of(7), { ...description, columns })) {
        throw new FramePending();
      }
    };
    const calls = [decoder.run(sized(1)), decoder.run(sized(2))];
    expect(assistants.asked.map(({ frame }) => frame.description.columns)).to.deep.equal([1, 2]);
    for (const { finish } of assistants.asked) {
      finish();
    }
    await Promise.all(calls);
  });

  it('never takes one frame for another that the call needs the second time', async () => {
    let frame = 7;
    const decoded = decoder.run(() => callFor(decoder, frame)());
    frame = 8;
    assistants.asked[0]?.finish();
    await new Promise((resolve) => setTimeout(resolve));
    expect(assistants.asked.map((asked) => [...asked.frame.bytes])).to.deep.equal([[7], [8]]);
    assistants.asked[1]?.finish();
    expect(await decoded).to.deep.equal([8]);
  });

  it('passes on any other error of a call', async () => {
    const failure = new Error('of its own');
    const decoded = decoder.run(() => {
      throw failure;
    });
    expect(await failureOf(decoded)).to.equal(failure);
  });

  it('decodes nothing ahead while no assistant is free', async () => {
    assistants.isFree = false;
    expect(await decoder.runAhead(callFor(decoder, 7))).to.equal(undefined);
    expect(assistants.asked).to.be.empty;
  });

  it('decodes at once for a call that cannot be made again', () => {
    const outcome = decoder.decode(codec, Uint8Array.of(7), description);
    expect(outcome).to.deep.equal({
      error: { reason: 'decoder-missing', parameters: { codec: 'none' } },
    });
  });

  it('decodes in this thread where there can be no assistant', async () => {
    const decoded = decoder.run(callFor(decoder, 7));
    assistants.asked[0]?.fail();
    expect(await decoded).to.deep.equal(['decoder-missing']);
  });

  it('fails with network where the codec cannot be fetched', async () => {
    const offline = new FrameDecoder(assistants as unknown as Assistants, () =>
      Promise.reject(new Error('offline')),
    );
    expect(await failureOf(offline.run(callFor(offline, 7)))).to.include({ code: 'network' });
  });
});
