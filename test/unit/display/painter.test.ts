import { expect } from 'chai';

import { DicomError } from '../../../src/errors.js';
import { Painter, type Painted } from '../../../src/display/painter.js';
import type { Picture, ViewState } from '../../../src/protocol/messages.js';
import type { Study } from '../../../src/runtime/study.js';
import { failureOf } from '../../failure.js';
import { storedView } from '../stored-view.js';

const view = storedView;

interface Rendering {
  frame: number;
  withLayer: boolean;
  settle: (reply: Picture | Error) => void;
}

/**
 * A study of 2 × 1 pixels whose renderings are finished by the test; each is as red as its frame,
 * and its layer, where it is asked for, as green.
 */
class FakeStudy {
  readonly asked: number[] = [];
  readonly layersAsked: number[] = [];
  readonly returned: ArrayBuffer[] = [];
  readonly #unfinished: Rendering[] = [];

  render({ frame: asked }: ViewState, withLayer: boolean): Promise<Picture> {
    const frame = asked ?? 0;
    this.asked.push(frame);
    if (withLayer) {
      this.layersAsked.push(frame);
    }
    return new Promise((resolve, reject) => {
      const settle = (reply: Picture | Error) => {
        if (reply instanceof Error) {
          reject(reply);
        } else {
          resolve(reply);
        }
      };
      this.#unfinished.push({ frame, withLayer, settle });
    });
  }

  recycle({ images }: Picture): void {
    this.returned.push(...images.map(({ pixels }) => pixels));
  }

  finish(): void {
    for (const { frame, withLayer, settle } of this.#unfinished.splice(0)) {
      const pixels = new Uint8Array([frame, 0, 0, 255, frame, 0, 0, 255]).buffer;
      const layer = withLayer ? new Uint8Array([0, frame, 0, 255, 0, 0, 0, 0]).buffer : null;
      const image = { pixels, frame, columns: 2, rows: 1 };
      settle({
        images: [image],
        layer,
        series: 0,
        hasLayer: true,
        warnings: [],
      } as unknown as Picture);
    }
  }

  fail(error: Error): void {
    for (const { settle } of this.#unfinished.splice(0)) {
      settle(error);
    }
  }
}

describe('the painter', () => {
  let canvas: HTMLCanvasElement;
  let layer: HTMLCanvasElement;
  let painting: Promise<Painted | undefined>;
  let painted: { study: unknown; frame: number }[];
  let failures: DicomError[];
  let painter: Painter;

  beforeEach(() => {
    canvas = document.createElement('canvas');
    layer = document.createElement('canvas');
    painting = Promise.resolve(undefined);
    painted = [];
    failures = [];
    painter = new Painter();
  });

  /** Asks for a view of a study, or for nothing; what comes of each picture is kept once. */
  function ask(
    study: FakeStudy | undefined,
    change: Partial<ViewState> = {},
    withLayer = false,
  ): void {
    if (!study) {
      painter.stop();
      painting = Promise.resolve(undefined);
      return;
    }
    const request = { revision: 1, view: { ...view, ...change }, withLayer };
    const surface = { images: [canvas], layer };
    const before = painting;
    painting = painter.paint({ ...request, study: study as unknown as Study }, surface);
    if (painting !== before) {
      void keep(painting);
    }
  }

  async function keep(outcome: Promise<Painted | undefined>): Promise<void> {
    try {
      const result = await outcome;
      if (result) {
        const { request, picture } = result;
        painted.push({ study: request.study, frame: picture.images[0].frame });
      }
    } catch (error) {
      failures.push(error as DicomError);
    }
  }

  /** Lets what has been settled take its effect. */
  async function turn(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
  }

  /** Finishes renderings until the painter asks for no more. */
  async function finishAll(study: FakeStudy): Promise<void> {
    let asked = -1;
    while (asked !== study.asked.length) {
      asked = study.asked.length;
      await turn();
      study.finish();
      await turn();
    }
  }

  function red(): number | undefined {
    return canvas.getContext('2d')?.getImageData(0, 0, 1, 1).data[0];
  }

  it('brings a request to the canvas, a pixel for a pixel', async () => {
    const study = new FakeStudy();
    ask(study, { frame: 7 });
    await finishAll(study);
    expect([canvas.width, canvas.height, red()]).to.deep.equal([2, 1, 7]);
    expect(painted).to.deep.equal([{ study, frame: 7 }]);
  });

  it('is not settled by a request that nothing came of while an older one renders', async () => {
    const [before, after] = [new FakeStudy(), new FakeStudy()];
    ask(before);
    await turn();
    ask(before, { frame: 1 }); // waits for its turn
    ask(undefined);
    ask(after, { frame: 7 });
    let isSettled = false;
    void painting.then(() => (isSettled = true));
    await turn();
    expect(isSettled).to.be.false;
    before.finish();
    await finishAll(after);
    await painting;
    expect(red()).to.equal(7);
  });

  describe('of a layer', () => {
    function green(): number | undefined {
      return layer.getContext('2d')?.getImageData(0, 0, 1, 1).data[1];
    }

    it('brings it to the canvas above together with its frame', async () => {
      const study = new FakeStudy();
      ask(study, { frame: 7 }, true);
      await turn();
      study.finish();
      await turn();
      expect([layer.width, layer.height, green(), red()]).to.deep.equal([2, 1, 7, 7]);
    });

    it('asks for it again with another frame, not with another window', async () => {
      const study = new FakeStudy();
      for (const change of [
        { frame: 1 },
        { frame: 1, windowCenter: 5 },
        { frame: 1, windowCenter: 9 },
        { frame: 2, windowCenter: 9 },
        { frame: 2 },
      ]) {
        ask(study, change, true);
        await finishAll(study);
      }
      expect(study.asked).to.deep.equal([1, 1, 1, 2, 2]);
      expect(study.layersAsked).to.deep.equal([1, 2]);
      expect(green()).to.equal(2);
    });

    it('empties the canvas above when it is no longer wanted, and asks when it is again', async () => {
      const study = new FakeStudy();
      ask(study, { frame: 3 }, true);
      await finishAll(study);
      ask(study, { frame: 3 }, false);
      await finishAll(study);
      expect([layer.width, layer.height]).to.deep.equal([0, 0]);
      ask(study, { frame: 3 }, true);
      await finishAll(study);
      expect(study.layersAsked).to.deep.equal([3, 3]);
      expect(green()).to.equal(3);
    });

    it('empties the canvas above for a study without one', async () => {
      const [old, young] = [new FakeStudy(), new FakeStudy()];
      ask(old, {}, true);
      await finishAll(old);
      ask(young);
      await finishAll(young);
      expect(layer.width).to.equal(0);
    });

    it('asks for it again after a rendering that failed', async () => {
      const study = new FakeStudy();
      ask(study, { frame: 1 }, true);
      await finishAll(study);
      ask(study, { frame: 2 }, true);
      await turn();
      study.fail(new DecodeError());
      await turn();
      ask(study, { frame: 1 }, true);
      await finishAll(study);
      expect(study.layersAsked).to.deep.equal([1, 2, 1]);
      expect(green()).to.equal(1);
    });
  });

  it('gives the pixels back for the next picture', async () => {
    const study = new FakeStudy();
    ask(study);
    await finishAll(study);
    expect(study.returned).to.have.length(1);
  });

  it('renders nothing for an update that changes nothing', async () => {
    const study = new FakeStudy();
    ask(study);
    ask(study);
    await finishAll(study);
    ask(study);
    await turn();
    expect(study.asked).to.deep.equal([0]);
  });

  it('skips the requests that are overtaken while one renders, and ends with the last', async () => {
    const study = new FakeStudy();
    ask(study, { frame: 1 });
    await turn();
    for (const frame of [2, 3, 4, 5]) {
      ask(study, { frame });
    }
    await finishAll(study);
    expect(study.asked).to.deep.equal([1, 5]);
    expect(painted.map(({ frame }) => frame)).to.deep.equal([1, 5]);
    expect(red()).to.equal(5);
  });

  it('renders once when the request returns to what is being rendered', async () => {
    const study = new FakeStudy();
    ask(study, { frame: 1 });
    await turn();
    ask(study, { frame: 2 });
    ask(study, { frame: 1 });
    await finishAll(study);
    expect(study.asked).to.deep.equal([1]);
  });

  it('is settled when the newest request is on the canvas, and not before', async () => {
    const study = new FakeStudy();
    ask(study, { frame: 1 });
    await turn();
    ask(study, { frame: 2 });
    let isSettled = false;
    const settled = painting.then(() => (isSettled = true));
    study.finish();
    await turn();
    expect(isSettled).to.be.false;
    study.finish();
    await settled;
    expect(red()).to.equal(2);
  });

  it('is settled while nothing is asked for', async () => {
    ask(undefined);
    await painting;
    expect(painted).to.be.empty;
  });

  it('never paints the reply of a study that was replaced', async () => {
    const [old, young] = [new FakeStudy(), new FakeStudy()];
    ask(old, { frame: 1 });
    await turn();
    ask(young, { frame: 2 });
    old.finish();
    await finishAll(young);
    expect(painted).to.deep.equal([{ study: young, frame: 2 }]);
  });

  it('never paints once nothing is asked for', async () => {
    const study = new FakeStudy();
    ask(study);
    await turn();
    ask(undefined);
    await finishAll(study);
    expect(painted).to.be.empty;
  });

  it('paints a study again that went and came back', async () => {
    const study = new FakeStudy();
    ask(study);
    await finishAll(study);
    ask(undefined);
    ask(study);
    await finishAll(study);
    expect(painted).to.have.length(2);
  });

  it('rejects when rendering fails', async () => {
    const study = new FakeStudy();
    ask(study);
    await turn();
    const settled = painting;
    study.fail(new DecodeError());
    expect(await failureOf(settled)).to.include({ code: 'decode' });
    expect(failures.map(({ code }) => code)).to.deep.equal(['decode']);
  });

  it('drops a failure of a study that was replaced', async () => {
    const [old, young] = [new FakeStudy(), new FakeStudy()];
    ask(old);
    await turn();
    ask(young);
    old.fail(new DecodeError());
    await finishAll(young);
    expect(failures).to.be.empty;
    expect(painted.map(({ study }) => study)).to.deep.equal([young]);
  });

  it('paints the next request after one that failed', async () => {
    const study = new FakeStudy();
    ask(study, { frame: 1 });
    await turn();
    study.fail(new DecodeError());
    await turn();
    ask(study, { frame: 2 });
    await finishAll(study);
    expect(red()).to.equal(2);
  });

  it('drops a failure of a view that was overtaken', async () => {
    const study = new FakeStudy();
    ask(study, { frame: 1 });
    await turn();
    ask(study, { frame: 2 });
    study.fail(new DecodeError());
    await finishAll(study);
    expect(failures).to.be.empty;
    expect(red()).to.equal(2);
  });
});

class DecodeError extends DicomError {
  constructor() {
    super('decode', 'palette-missing');
  }
}
