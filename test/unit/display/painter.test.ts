import { expect } from 'chai';
import type { ReactiveControllerHost } from 'lit';

import { DicomError } from '../../../src/errors.js';
import { Painter, type Wish } from '../../../src/display/painter.js';
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

  render({ frame }: ViewState, withLayer: boolean): Promise<Picture> {
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
      settle({ images: [image], layer, series: 0, hasLayer: true } as unknown as Picture);
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
  let wish: Wish | undefined;
  let painted: { study: unknown; frame: number }[];
  let failures: DicomError[];
  let painter: Painter;

  beforeEach(() => {
    canvas = document.createElement('canvas');
    layer = document.createElement('canvas');
    wish = undefined;
    painted = [];
    failures = [];
    const host = { addController: () => undefined };
    painter = new Painter(host as unknown as ReactiveControllerHost, {
      wish: () => wish,
      canvases: () => [canvas],
      layer: () => layer,
      painted: ({ study }, { images }) => painted.push({ study, frame: images[0].frame }),
      failed: (error) => failures.push(error),
    });
  });

  function wishFor(
    study: FakeStudy | undefined,
    change: Partial<ViewState> = {},
    withLayer = false,
  ): void {
    const wishedView = { ...view, ...change };
    wish = study && { study: study as unknown as Study, revision: 1, view: wishedView, withLayer };
    painter.hostUpdated();
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

  it('brings a wish to the canvas, a pixel for a pixel', async () => {
    const study = new FakeStudy();
    wishFor(study, { frame: 7 });
    await finishAll(study);
    expect([canvas.width, canvas.height, red()]).to.deep.equal([2, 1, 7]);
    expect(painted).to.deep.equal([{ study, frame: 7 }]);
  });

  it('is not settled by a wish that nothing came of while an older one renders', async () => {
    const [before, after] = [new FakeStudy(), new FakeStudy()];
    wishFor(before);
    await turn();
    wishFor(before, { frame: 1 }); // waits for its turn
    wishFor(undefined);
    wishFor(after, { frame: 7 });
    let isSettled = false;
    void painter.settled.then(() => (isSettled = true));
    await turn();
    expect(isSettled).to.be.false;
    before.finish();
    await finishAll(after);
    await painter.settled;
    expect(red()).to.equal(7);
  });

  describe('of a layer', () => {
    function green(): number | undefined {
      return layer.getContext('2d')?.getImageData(0, 0, 1, 1).data[1];
    }

    it('brings it to the canvas above together with its frame', async () => {
      const study = new FakeStudy();
      wishFor(study, { frame: 7 }, true);
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
        wishFor(study, change, true);
        await finishAll(study);
      }
      expect(study.asked).to.deep.equal([1, 1, 1, 2, 2]);
      expect(study.layersAsked).to.deep.equal([1, 2]);
      expect(green()).to.equal(2);
    });

    it('empties the canvas above when it is no longer wanted, and asks when it is again', async () => {
      const study = new FakeStudy();
      wishFor(study, { frame: 3 }, true);
      await finishAll(study);
      wishFor(study, { frame: 3 }, false);
      await finishAll(study);
      expect([layer.width, layer.height]).to.deep.equal([0, 0]);
      wishFor(study, { frame: 3 }, true);
      await finishAll(study);
      expect(study.layersAsked).to.deep.equal([3, 3]);
      expect(green()).to.equal(3);
    });

    it('empties the canvas above for a study without one', async () => {
      const [old, young] = [new FakeStudy(), new FakeStudy()];
      wishFor(old, {}, true);
      await finishAll(old);
      wishFor(young);
      await finishAll(young);
      expect(layer.width).to.equal(0);
    });

    it('asks for it again after a rendering that failed', async () => {
      const study = new FakeStudy();
      wishFor(study, { frame: 1 }, true);
      await finishAll(study);
      wishFor(study, { frame: 2 }, true);
      await turn();
      study.fail(new DecodeError());
      await turn();
      wishFor(study, { frame: 1 }, true);
      await finishAll(study);
      expect(study.layersAsked).to.deep.equal([1, 2, 1]);
      expect(green()).to.equal(1);
    });
  });

  it('gives the pixels back for the next rendering', async () => {
    const study = new FakeStudy();
    wishFor(study);
    await finishAll(study);
    expect(study.returned).to.have.length(1);
  });

  it('renders nothing for an update that changes nothing', async () => {
    const study = new FakeStudy();
    wishFor(study);
    wishFor(study);
    await finishAll(study);
    wishFor(study);
    await turn();
    expect(study.asked).to.deep.equal([0]);
  });

  it('skips the wishes that are overtaken while one renders, and ends with the last', async () => {
    const study = new FakeStudy();
    wishFor(study, { frame: 1 });
    await turn();
    for (const frame of [2, 3, 4, 5]) {
      wishFor(study, { frame });
    }
    await finishAll(study);
    expect(study.asked).to.deep.equal([1, 5]);
    expect(painted.map(({ frame }) => frame)).to.deep.equal([1, 5]);
    expect(red()).to.equal(5);
  });

  it('renders once when the wish returns to what is being rendered', async () => {
    const study = new FakeStudy();
    wishFor(study, { frame: 1 });
    await turn();
    wishFor(study, { frame: 2 });
    wishFor(study, { frame: 1 });
    await finishAll(study);
    expect(study.asked).to.deep.equal([1]);
  });

  it('is settled when the newest wish is on the canvas, and not before', async () => {
    const study = new FakeStudy();
    wishFor(study, { frame: 1 });
    await turn();
    wishFor(study, { frame: 2 });
    let isSettled = false;
    const settled = painter.settled.then(() => (isSettled = true));
    study.finish();
    await turn();
    expect(isSettled).to.be.false;
    study.finish();
    await settled;
    expect(red()).to.equal(2);
  });

  it('is settled while nothing is wished for', async () => {
    wishFor(undefined);
    await painter.settled;
    expect(painted).to.be.empty;
  });

  it('never paints the reply of a study that was replaced', async () => {
    const [old, young] = [new FakeStudy(), new FakeStudy()];
    wishFor(old, { frame: 1 });
    await turn();
    wishFor(young, { frame: 2 });
    old.finish();
    await finishAll(young);
    expect(painted).to.deep.equal([{ study: young, frame: 2 }]);
  });

  it('never paints once nothing is wished for', async () => {
    const study = new FakeStudy();
    wishFor(study);
    await turn();
    wishFor(undefined);
    await finishAll(study);
    expect(painted).to.be.empty;
  });

  it('paints a study again that went and came back', async () => {
    const study = new FakeStudy();
    wishFor(study);
    await finishAll(study);
    wishFor(undefined);
    wishFor(study);
    await finishAll(study);
    expect(painted).to.have.length(2);
  });

  it('tells of a rendering that fails, and whoever waits hears of it', async () => {
    const study = new FakeStudy();
    wishFor(study);
    await turn();
    const settled = painter.settled;
    study.fail(new DecodeError());
    expect(await failureOf(settled)).to.include({ code: 'decode' });
    expect(failures.map(({ code }) => code)).to.deep.equal(['decode']);
  });

  it('keeps silent about a failure of a study that was replaced', async () => {
    const [old, young] = [new FakeStudy(), new FakeStudy()];
    wishFor(old);
    await turn();
    wishFor(young);
    old.fail(new DecodeError());
    await finishAll(young);
    expect(failures).to.be.empty;
    expect(painted.map(({ study }) => study)).to.deep.equal([young]);
  });

  it('paints the next wish after one that failed', async () => {
    const study = new FakeStudy();
    wishFor(study, { frame: 1 });
    await turn();
    study.fail(new DecodeError());
    await turn();
    wishFor(study, { frame: 2 });
    await finishAll(study);
    expect(red()).to.equal(2);
  });

  it('keeps silent about a failure of a view that was overtaken', async () => {
    const study = new FakeStudy();
    wishFor(study, { frame: 1 });
    await turn();
    wishFor(study, { frame: 2 });
    study.fail(new DecodeError());
    await finishAll(study);
    expect(failures).to.be.empty;
    expect(red()).to.equal(2);
  });
});

class DecodeError extends DicomError {
  constructor() {
    super('decode', 'The frame is broken.');
  }
}
