import { expect } from 'chai';

import type { Annotation, Measurement } from '../../../src/annotations/annotation.js';
import type { MarkedPicture } from '../../../src/marks/host.js';
import { measurementOf, Measuring, type MeasuredImage } from '../../../src/marks/measuring.js';
import type { MarkShape, MeasurementReply } from '../../../src/protocol/messages.js';

const nothing: MeasurementReply = {
  length: null,
  angle: null,
  mean: null,
  standardDeviation: null,
  minimum: null,
  maximum: null,
  count: null,
  unit: null,
  area: null,
};

const length: Annotation = { id: 'a', type: 'length', points: [[1, 2], [3, 4]], frame: 0 }; // prettier-ignore

describe('measuring', () => {
  let asked: MarkShape[][];
  let reply: (marks: MarkShape[]) => Promise<MeasurementReply[]>;
  let annotations: Annotation[];
  let measuring: Measuring;

  beforeEach(() => {
    asked = [];
    reply = (marks) =>
      Promise.resolve(marks.map(() => ({ ...nothing, length: { value: 5, unit: 'mm', from: 'PixelSpacing' } }))); // prettier-ignore
    measuring = new Measuring((annotation, measurement) => {
      annotations = annotations.map((each) =>
        each === annotation ? { ...each, measurement } : each,
      );
    });
  });

  async function measure(plane: 'axial' | null = null): Promise<void> {
    const shown = {
      view: {},
      measure: (_view: unknown, _image: number, marks: MarkShape[]) => {
        asked.push(marks);
        return reply(marks);
      },
    } as unknown as MarkedPicture;
    const marked = { frame: 0, plane, sopInstanceUID: '', instanceFrames: 1, grid: undefined };
    const images: MeasuredImage[] = [{ shown, index: 0, marked }];
    measuring.run(
      () => images,
      () => annotations,
    );
    await measuring.settled();
  }

  it('asks once for all marks that are seen, and notes what comes', async () => {
    annotations = [
      length,
      { ...length, id: 'b' },
      { ...length, id: 'c', frame: 4 },
      { id: 'd', type: 'arrow', points: [[1, 1], [2, 2]], frame: 0 }, // prettier-ignore
    ];
    await measure();
    const shape = { type: 'length', points: [[1, 2], [3, 4]] }; // prettier-ignore
    expect(asked).to.deep.equal([[shape, shape]]);
    const measurement = { length: { value: 5, unit: 'mm', from: 'PixelSpacing' } };
    expect(annotations.map((each) => each.measurement)).to.deep.equal([
      measurement,
      measurement,
      undefined,
      undefined,
    ]);
    await measure();
    expect(asked).to.have.length(1);
  });

  it('asks again for a mark that changed meanwhile', async () => {
    annotations = [length];
    const first = reply;
    reply = (marks) => {
      if (asked.length === 1) {
        annotations = [{ ...length, points: [[7, 7], [8, 8]] }]; // prettier-ignore
      }
      return first(marks);
    };
    await measure();
    expect(asked.map(([mark]) => mark?.points[0])).to.deep.equal([[1, 2], [7, 7]]); // prettier-ignore
    expect(annotations[0]?.measurement?.length?.value).to.equal(5);
  });

  it('asks no more for marks of which nothing comes', async () => {
    annotations = [length];
    reply = () => Promise.reject(new Error('decode'));
    await measure();
    reply = () => Promise.resolve([]);
    await measure();
    expect(asked).to.have.length(1);
    expect(annotations).to.deep.equal([length]);
  });

  it('asks for none of stored frames on a plane', async () => {
    annotations = [length];
    await measure('axial');
    expect(asked).to.be.empty;
  });
});

describe('a measurement', () => {
  it('has only what applies', () => {
    const empty: Measurement = {};
    expect(measurementOf(nothing)).to.deep.equal(empty);
    const inPixels = { ...nothing, length: { value: 5, unit: 'px', from: null } };
    expect(measurementOf(inPixels)).to.deep.equal({ length: { value: 5, unit: 'px' } });
    const area = { value: 2, unit: 'mm²' };
    const region = { ...nothing, mean: 0, count: 0, unit: '', area };
    expect(measurementOf(region)).to.deep.equal({ mean: 0, count: 0, unit: '', area });
  });
});
