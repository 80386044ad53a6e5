import { expect } from 'chai';

import { build } from '../../../src/protocol/build.js';
import type {
  PageMessage,
  PostedMessage,
  Reply,
  RequestMessage,
} from '../../../src/protocol/messages.js';
import { RuntimeClient } from '../../../src/runtime/client.js';
import { clockOfSuite } from '../../clock.js';
import { failureOf } from '../../failure.js';
import { storedView } from '../stored-view.js';

/** A worker that does nothing but what a test has it say. */
class FakeWorker extends EventTarget {
  readonly heard: RequestMessage[] = [];
  readonly transferred: Transferable[] = [];
  isTerminated = false;
  /** How many pings it was sent. */
  pings = 0;

  postMessage(message: PageMessage, transfer: Transferable[] = []): void {
    if ('type' in message) {
      this.pings += 1;
    } else {
      this.heard.push(message);
      this.transferred.push(...transfer);
    }
  }

  terminate(): void {
    this.isTerminated = true;
  }

  say(data: PostedMessage): void {
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
        const sentences = { 'python-failed': 'Python reports: {detail}.' };
        worker.say({ type: 'fatal', why: { reason: 'python-failed', parameters }, sentences });
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
        await failureOf(client.ready);
        expect(await failureOf(client.call(closeRequest))).to.include({ code: 'runtime' });
        expect(worker.heard).to.be.empty;
      });

      it('is no longer alive, never ready, and ends the worker', async () => {
        die();
        expect(await failureOf(client.ready)).to.include({ code: 'runtime' });
        expect(client.alive).to.be.false;
        expect(worker.isTerminated).to.be.true;
      });
    });
  }

  it('stays with the first reason of a death', async () => {
    worker.crash('first');
    worker.crash('second');
    const failure = (await failureOf(client.call(closeRequest))) as Error;
    expect(failure.message).to.include('first');
  });

  describe('whose call brings no sign of life', () => {
    const clock = clockOfSuite();

    beforeEach(() => {
      worker.say({ type: 'ready', phases: [] });
    });

    /** Says that a call goes on, that of the request that was heard as the nth. */
    function busy(nth: number): void {
      worker.say({ type: 'busy', id: worker.heard[nth]?.id ?? -1 });
    }

    it('asks the worker after a minute whether it runs, and ends it after another', async () => {
      const answer = client.call(closeRequest);
      clock.pass(60_000);
      expect([worker.pings, worker.isTerminated]).to.deep.equal([1, false]);
      clock.pass(60_000);
      const failure = (await failureOf(answer)) as Error;
      expect(failure).to.include({ code: 'runtime' });
      expect(failure.message).to.include('60 seconds');
      expect(worker.isTerminated).to.be.true;
    });

    it('fails that call alone where the worker runs', async () => {
      const lost = client.call(closeRequest);
      clock.pass(30_000);
      const answered = client.call<'pixel'>(pixelRequest);
      clock.pass(30_000);
      worker.say({ type: 'pong' });
      expect(await failureOf(lost)).to.include({ code: 'internal' });
      worker.answer(1, 7);
      expect((await answered).value).to.equal(7);
      expect(client.alive).to.be.true;
    });

    it('fails it also while other calls are answered all the time', async () => {
      const lost = client.call(closeRequest);
      for (let time = 0; time < 60_000; time += 10_000) {
        const answered = client.call(pixelRequest);
        worker.answer(worker.heard.length - 1, 7);
        await answered;
        clock.pass(10_000);
      }
      expect(worker.pings).to.equal(1);
      worker.say({ type: 'pong' });
      expect(await failureOf(lost)).to.include({ code: 'internal' });
    });

    it('waits on where its answer comes before that to the ping', async () => {
      const answer = client.call<'close'>(closeRequest);
      clock.pass(119_000);
      worker.answer(0, null);
      worker.say({ type: 'pong' });
      expect((await answer).value).to.equal(null);
    });

    it('waits on while the call goes on', async () => {
      const answer = client.call<'close'>(closeRequest);
      for (let signs = 0; signs < 10; signs++) {
        clock.pass(59_000);
        busy(0);
      }
      expect(worker.pings).to.equal(0);
      worker.answer(0, null);
      expect((await answer).value).to.equal(null);
    });

    it('waits on where the call goes on after the worker was asked', async () => {
      const answer = client.call<'close'>(closeRequest);
      clock.pass(60_000);
      busy(0);
      worker.say({ type: 'pong' });
      clock.pass(59_000);
      worker.answer(0, null);
      expect((await answer).value).to.equal(null);
    });

    it('does not take the sign of another call for its own', async () => {
      const lost = client.call(closeRequest);
      void client.call(pixelRequest);
      clock.pass(59_000);
      busy(1);
      clock.pass(1000);
      worker.say({ type: 'pong' });
      expect(await failureOf(lost)).to.include({ code: 'internal' });
    });

    it('doesn’t end a worker that answers others before the ping', async () => {
      const calls = [0, 1, 2, 3].map(() => client.call<'pixel'>(pixelRequest));
      clock.pass(60_000);
      for (const nth of [0, 1, 2, 3]) {
        clock.pass(50_000);
        worker.answer(nth, nth);
      }
      const values = (await Promise.all(calls)).map(({ value }) => value);
      expect(values).to.deep.equal([0, 1, 2, 3]);
      expect(client.alive).to.be.true;
    });

    it('waits on after the page was suspended', async () => {
      const answer = client.call<'close'>(closeRequest);
      clock.suspend(66_000);
      clock.pass(59_999);
      expect(worker.pings).to.equal(0);
      worker.answer(0, null);
      expect((await answer).value).to.equal(null);
    });

    it('waits on after the page was suspended while the worker was asked', async () => {
      const answer = client.call<'close'>(closeRequest);
      clock.pass(60_000);
      clock.suspend(66_000);
      expect(client.alive).to.be.true;
      worker.answer(0, null);
      expect((await answer).value).to.equal(null);
    });

    it('waits for nothing that could not be sent', async () => {
      worker.postMessage = () => {
        throw new DOMException('It can’t be cloned.', 'DataCloneError');
      };
      expect(await failureOf(client.call(pixelRequest))).to.include({ name: 'DataCloneError' });
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

  describe('whose worker starts', () => {
    const clock = clockOfSuite();
    let probed: number;
    let answerProbe: () => void;
    let failProbe: (error: Error) => void;

    beforeEach(() => {
      probed = 0;
      const probe = () => {
        probed += 1;
        return new Promise<void>((resolve, reject) => {
          [answerProbe, failProbe] = [resolve, reject];
        });
      };
      worker = new FakeWorker();
      client = new RuntimeClient(worker as unknown as Worker, { probe });
    });

    it('counts no time of the start as that of a call', async () => {
      const answer = client.call<'close'>(closeRequest);
      worker.say({ type: 'started', build });
      for (let loaded = 0; loaded < 10; loaded++) {
        clock.pass(50_000);
        worker.say({ type: 'progress', loaded, total: 10 });
      }
      worker.say({ type: 'ready', phases: [] });
      clock.pass(59_000);
      expect(worker.pings).to.equal(0);
      worker.answer(0, null);
      expect((await answer).value).to.equal(null);
    });

    it('looks at the script after 5 seconds, and fails with what it can not be had for', async () => {
      clock.pass(4999);
      expect(probed).to.equal(0);
      clock.pass(1);
      expect(probed).to.equal(1);
      failProbe(new Error('worker.js brought nothing'));
      const failure = (await failureOf(client.ready)) as Error;
      expect(failure).to.include({ code: 'runtime' });
      expect(failure.message).to.include('worker.js brought nothing');
    });

    it('fails where the script can be had, but doesn’t run for 15 seconds more', async () => {
      clock.pass(5000);
      answerProbe();
      await Promise.resolve();
      await new Promise((resolve) => setTimeout(resolve));
      clock.pass(15_000);
      expect(await failureOf(client.ready)).to.include({ code: 'runtime' });
    });

    it('waits on for a script that is slow', async () => {
      clock.pass(5000);
      answerProbe();
      worker.say({ type: 'started', build });
      clock.pass(50_000);
      worker.say({ type: 'ready', phases: [] });
      await client.ready;
      expect(probed).to.equal(1);
    });

    it('fails where its start does not go on, though the worker runs', async () => {
      worker.say({ type: 'started', build });
      clock.pass(60_000);
      expect(worker.pings).to.equal(1);
      worker.say({ type: 'pong' });
      expect(await failureOf(client.ready)).to.include({ code: 'runtime' });
    });

    it('names the script where the worker fails before it runs', async () => {
      worker.crash('SyntaxError');
      const failure = (await failureOf(client.ready)) as Error;
      expect(failure.message).to.include('worker.js').and.to.include('SyntaxError');
    });
  });

  describe('whose use is followed', () => {
    let uses: boolean[];

    beforeEach(() => {
      uses = [];
      worker = new FakeWorker();
      client = new RuntimeClient(worker as unknown as Worker, {
        useChanged: () => uses.push(client.isUsed),
      });
    });

    it('is in use while it starts', () => {
      expect(client.isUsed).to.be.true;
      worker.say({ type: 'ready', phases: [] });
      expect(uses).to.deep.equal([false]);
    });

    it('is in use while a call is pending or it is held', async () => {
      worker.say({ type: 'ready', phases: [] });
      const release = client.hold();
      const answer = client.call(closeRequest);
      release();
      expect(client.isUsed).to.be.true;
      worker.answer(0, null);
      await answer;
      expect(client.isUsed).to.be.false;
      expect(uses.at(-1)).to.be.false;
    });

    it('is not alive once it is ended', async () => {
      worker.say({ type: 'ready', phases: [] });
      client.end();
      expect([client.alive, worker.isTerminated]).to.deep.equal([false, true]);
      expect(await failureOf(client.call(closeRequest))).to.include({ code: 'runtime' });
    });
  });
});
