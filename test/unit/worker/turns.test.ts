import { expect } from 'chai';

import type { Warning } from '../../../src/protocol/messages.js';
import { FramePending, Unfinished } from '../../../src/worker/call-again.js';
import { FrameDecoder } from '../../../src/worker/frame-decoder.js';
import type { Assistants } from '../../../src/worker/assistant/assistants.js';
import { Turns } from '../../../src/worker/turns.js';
import { failureOf } from '../../failure.js';
import { FakeDecoder } from './fake-python.js';

const cut: Warning = { code: 'pixels', reason: 'unexpected', parameters: { detail: 'cut' } };
const odd: Warning = { code: 'metadata', reason: 'unexpected', parameters: { detail: 'odd' } };

/** A call that is finished in its last turn; each turn before throws. */
function callOf(...throws: Error[]) {
  const turns = { count: 0 };
  const call = () => {
    turns.count += 1;
    const thrown = throws.shift();
    if (thrown) {
      throw thrown;
    }
    return { value: 'done', warnings: [odd] };
  };
  return { call, turns };
}

describe('turns', () => {
  let turns: Turns;
  let busy: number;
  const countBusy = () => (busy += 1);

  beforeEach(() => {
    turns = new Turns(new FakeDecoder().decoder);
    busy = 0;
  });

  it('make a call until it is finished, and are busy after each turn but the last', async () => {
    const { call, turns: made } = callOf(new Unfinished(), new Unfinished());
    expect((await turns.finish(call, countBusy)).value).to.equal('done');
    expect([made.count, busy]).to.deep.equal([3, 2]);
  });

  it('let messages and other calls pass between two turns of a call', async () => {
    const order: string[] = [];
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = () => order.push('message');
    const long = turns.finish(() => {
      order.push('long');
      if (order.length < 4) {
        port1.postMessage(null);
        throw new Unfinished();
      }
      return { value: null, warnings: [] };
    }, countBusy);
    await turns.finish(() => ({ value: order.push('short'), warnings: [] }), countBusy);
    await long;
    port1.close();
    expect(order.slice(0, 2)).to.deep.equal(['long', 'short']);
    expect(order.filter((each) => each === 'message')).not.to.be.empty;
    expect(order.at(-1)).to.equal('long');
  });

  it('report the warnings of all turns, each once', async () => {
    const { call } = callOf(new Unfinished([cut]), new Unfinished([cut, odd]));
    expect((await turns.finish(call, countBusy)).warnings).to.deep.equal([cut, odd]);
  });

  it('report the warnings of a call that waited for its frame', async () => {
    const once = {
      run: (call: () => unknown) => {
        expect(call).to.throw(FramePending);
        return Promise.resolve(call());
      },
    };
    const { call } = callOf(new FramePending([cut]));
    const answer = await new Turns(once as unknown as FrameDecoder).finish(call, countBusy);
    expect(answer.warnings).to.deep.equal([cut, odd]);
  });

  it('report no more than 100 warnings', async () => {
    const many = Array.from({ length: 80 }, (_, index) => ({
      ...odd,
      parameters: { detail: String(index) },
    }));
    const more = many.map((warning) => ({
      ...warning,
      parameters: { detail: `again ${warning.parameters.detail}` },
    }));
    const { call } = callOf(new Unfinished(many), new Unfinished(more));
    expect((await turns.finish(call, countBusy)).warnings).to.have.length(100);
  });

  it('pass on the error of any turn', async () => {
    const failure = new Error('of its own');
    const { call } = callOf(new Unfinished(), failure);
    expect(await failureOf(turns.finish(call, countBusy))).to.equal(failure);
  });

  it('end when they are aborted between two turns', async () => {
    const controller = new AbortController();
    const reason = new Error('closed');
    const { call, turns: made } = callOf(new Unfinished(), new Unfinished());
    const abort = () => {
      controller.abort(reason);
    };
    const finished = turns.finish(call, abort, controller.signal);
    expect(await failureOf(finished)).to.equal(reason);
    expect(made.count).to.equal(1);
  });

  it('measure how long the call waited before its last turn', async () => {
    const assistants = {
      isFree: true,
      decode: () =>
        new Promise((resolve) => {
          const start = performance.now();
          const wait = () => {
            if (performance.now() - start < 5) {
              setTimeout(wait);
            } else {
              resolve({ error: 'damaged' });
            }
          };
          wait();
        }),
    };
    const decoder = new FrameDecoder(assistants as unknown as Assistants, () => Promise.resolve());
    const size = { rows: 1, columns: 1, components: 1, bitsAllocated: 8 };
    const call = () => {
      if (!decoder.decode('none', Uint8Array.of(7), size)) {
        throw new FramePending();
      }
      return { value: null, warnings: [] };
    };
    const { waitedMs } = await new Turns(decoder).finish(call, countBusy);
    expect(waitedMs).to.be.at.least(5);
  });
});
