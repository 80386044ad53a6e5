import { expect } from 'chai';

import type { Reply, RequestMessage, WorkerMessage } from '../../../src/protocol/messages.js';
import { RuntimeClient } from '../../../src/runtime/client.js';
import { clockOfSuite } from '../../clock.js';
import { failureOf } from '../../failure.js';
import { storedView } from '../stored-view.js';

/** A worker that does nothing but what a test has it say. */
class FakeWorker extends EventTarget {
  readonly heard: RequestMessage[] = [];
  readonly transferred: Transferable[] = [];
  isTerminated = false;

  postMessage(message: RequestMessage, transfer: Transferable[]): void {
    this.heard.push(message);
    this.transferred.push(...transfer);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  say(data: WorkerMessage): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  /** Answers the request that was heard as the nth, from 0. */
  answer(nth: number, value: Reply): void {
    const id = this.heard[nth]?.id ?? -1;
    this.say({ type: 'reply', id, value, warnings: [] });
  }

  crash(message = ''): void {
    this.dispatchEvent(new ErrorEvent('error', { message }));
  }
}

const closeRequest = { type: 'close', study: 1 } as const;
const pixelRequest = { type: 'pixel', study: 1, view: storedView, image: 0, x: 0, y: 0 } as const;

describe('the client of a worker', () => {
  let worker: FakeWorker;
  let client: RuntimeClient;

  beforeEach(() => {
    worker = new FakeWorker();
    client = new RuntimeClient(worker as unknown as Worker);
  });

  it('sends a request with the buffers that move', () => {
    const bytes = new ArrayBuffer(1);
    void client.call({ type: 'add', study: 1, index: 0, file: bytes }, [bytes]);
    expect(worker.heard.map(({ request }) => request)).to.deep.equal([
      { type: 'add', study: 1, index: 0, file: bytes },
    ]);
    expect(worker.transferred).to.deep.equal([bytes]);
  });

  it('gives each call its own answer, in whatever order they come', async () => {
    const first = client.call<'pixel'>(pixelRequest);
    const second = client.call<'pixel'>({ ...pixelRequest, x: 1 });
    worker.answer(1, 22);
    worker.answer(0, 11);
    expect((await first).value).to.equal(11);
    expect((await second).value).to.equal(22);
  });

  it('hands warnings on', async () => {
    const answer = client.call<'close'>(closeRequest);
    const warnings = [{ code: 'pixels', reason: 'signed-colour', parameters: {} } as const];
    worker.say({ type: 'reply', id: worker.heard[0]?.id ?? -1, value: null, warnings });
    expect((await answer).warnings).to.deep.equal(warnings);
  });

  it('fails a call with the code that the worker gives', async () => {
    const answer = client.call<'close'>(closeRequest);
    const error = {
      code: 'decode',
      reason: 'lut-bits',
      parameters: { bits: 3 },
      metadata: null,
    } as const;
    worker.say({ type: 'failure', id: worker.heard[0]?.id ?? -1, error });
    expect(await failureOf(answer)).to.deep.include(error);
    expect(client.alive).to.be.true;
  });

  it('is ready when the worker says so', async () => {
    worker.say({ type: 'ready', phases: [] });
    await client.ready;
  });

  it('tells of progress until one stops listening', () => {
    const heard: number[] = [];
    const stop = client.listen((loaded, total) => heard.push(loaded, total));
    worker.say({ type: 'progress', loaded: 1, total: 9 });
    stop();
    worker.say({ type: 'progress', loaded: 2, total: 9 });
    expect(heard).to.deep.equal([1, 9]);
  });

  const deaths: [how: string, die: () => void, why: string][] = [
    [
      'crashes',
      () => {
        worker.crash('out of luck');
      },
      'out of luck',
    ],
    [
      'can not be started',
      () => {
        worker.crash();
      },
      'could not be started',
    ],
    [
      'says that it can not go on',
      () => {
        const parameters = { detail: 'the heap is gone' };
        worker.say({ type: 'fatal', why: { reason: 'python-failed', parameters } });
      },
      'the heap is gone',
    ],
    [
      'says what can not be read',
      () => {
        worker.dispatchEvent(new MessageEvent('messageerror'));
      },
      'could not be read',
    ],
  ];
  for (const [how, die, why] of deaths) {
    describe(`whose worker ${how}`, () => {
      it('fails every pending call with runtime, and says why', async () => {
        const calls = [client.call(closeRequest), client.call(pixelRequest)];
        die();
        for (const call of calls) {
          const failure = (await failureOf(call)) as Error;
          expect(failure).to.include({ code: 'runtime' });
          expect(failure.message).to.include(why);
        }
      });

      it('fails every later call, and sends it nowhere', async () => {
        die();
        expect(await failureOf(client.call(closeRequest))).to.include({ code: 'runtime' });
        expect(worker.heard).to.be.empty;
      });

      it('is no longer alive, never ready, and ends the worker', async () => {
        die();
        expect(client.alive).to.be.false;
        expect(worker.isTerminated).to.be.true;
        expect(await failureOf(client.ready)).to.include({ code: 'runtime' });
      });
    });
  }

  it('stays with the first reason of a death', async () => {
    worker.crash('first');
    worker.crash('second');
    const failure = (await failureOf(client.call(closeRequest))) as Error;
    expect(failure.message).to.include('first');
  });

  describe('whose worker is silent', () => {
    const clock = clockOfSuite();

    it('gives it up after a minute over its work', async () => {
      const answer = client.call(closeRequest);
      clock.pass(60_000);
      const failure = (await failureOf(answer)) as Error;
      expect(failure).to.include({ code: 'runtime' });
      expect(failure.message).to.include('60 seconds');
      expect(worker.isTerminated).to.be.true;
    });

    it('waits on while a word comes now and then', async () => {
      const answer = client.call<'close'>(closeRequest);
      clock.pass(59_000);
      worker.say({ type: 'progress', loaded: 1, total: 2 });
      clock.pass(59_000);
      worker.answer(0, null);
      expect((await answer).value).to.equal(null);
    });

    it('waits on while a long task goes on', async () => {
      const answer = client.call<'close'>(closeRequest);
      clock.pass(59_000);
      worker.say({ type: 'busy' });
      clock.pass(59_000);
      worker.answer(0, null);
      expect((await answer).value).to.equal(null);
    });

    it('waits for nothing that could not be sent', async () => {
      worker.postMessage = () => {
        throw new DOMException('It can’t be cloned.', 'DataCloneError');
      };
      expect(await failureOf(client.call(pixelRequest))).to.include({ name: 'DataCloneError' });
      worker.say({ type: 'busy' });
      clock.pass(600_000);
      expect(client.alive).to.be.true;
    });

    it('waits as long as it has no work', async () => {
      const answer = client.call<'close'>(closeRequest);
      worker.answer(0, null);
      await answer;
      clock.pass(600_000);
      expect(client.alive).to.be.true;
    });
  });
});
