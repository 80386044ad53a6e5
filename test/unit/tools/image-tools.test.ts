import { expect } from 'chai';

import type { PictureImage } from '../../../src/protocol/messages.js';
import { panTool } from '../../../src/tools/pan.js';
import { scrollTool } from '../../../src/tools/scroll.js';
import { zoomTool } from '../../../src/tools/zoom.js';
import { initialPlacement, placementOf } from '../../../src/view/placement.js';
import { axialPlane } from '../axial-plane.js';
import { placeAt, startAt } from './drag-start.js';

/** A stored frame of 100 × 50 pixels, on 200 × 100 CSS pixels. */
const stored: PictureImage = { ...axialPlane, plane: null, grid: null, crosshair: null };

function startOn(x: number, y: number, properties = {}) {
  const placement = placementOf({ ...initialPlacement, ...properties }, stored);
  return startAt(x, y, { image: stored, placement });
}

describe('the tool that pans', () => {
  it('moves the image with the pointer', () => {
    const drag = panTool.begin(startOn(100, 50));
    expect(drag?.move(placeAt(120, 40))).to.deep.equal({ center: [40, 30] });
  });

  it('does so where the image is enlarged, turned and mirrored', () => {
    const drag = panTool.begin(startOn(100, 50, { zoom: 2, rotation: 90, flip: true }));
    // 4 CSS pixels a pixel; to the right is up in the image, down is to the right in it.
    expect(drag?.move(placeAt(120, 42))).to.deep.equal({ center: [52, 20] });
  });

  it('keeps a point of the image in the middle', () => {
    const drag = panTool.begin(startOn(100, 50));
    expect(drag?.move(placeAt(1000, 50))).to.deep.equal({ center: [0, 25] });
  });

  it('restores what the page had asked for', () => {
    const drag = panTool.begin({ ...startOn(100, 50), center: undefined });
    expect(drag?.restored).to.deep.equal({ center: undefined });
  });

  it('does nothing on three planes', () => {
    expect(panTool.begin(startAt(100, 50))).to.equal(undefined);
  });
});

describe('the tool that zooms', () => {
  it('enlarges upwards about where the drag began', () => {
    const drag = zoomTool.begin(startOn(150, 50));
    const { zoom, center } = drag?.move(placeAt(150, 50 - 200 * Math.log(2))) ?? {};
    expect(zoom).to.be.closeTo(2, 1e-9);
    // The pixel at 75 was 25 right of the middle, and is so still on the screen: now 12.5.
    expect(center?.[0]).to.be.closeTo(62.5, 1e-9);
    expect(center?.[1]).to.be.closeTo(25, 1e-9);
  });

  it('ends at the least and the greatest zoom', () => {
    const drag = zoomTool.begin(startOn(100, 50));
    const zooms = [-1e5, 1e5].map((y) => drag?.move(placeAt(100, y)).zoom);
    expect(zooms).to.deep.equal([64, 0.1]);
  });

  it('zooms three planes about their crosshair alone', () => {
    const drag = zoomTool.begin(startAt(100, 50));
    expect(drag?.move(placeAt(100, 50))).to.deep.equal({ zoom: 1 });
  });
});

describe('the tool that scrolls', () => {
  it('shows later frames downwards, all within the height of the pane', () => {
    const drag = scrollTool.begin(startOn(100, 50));
    const frames = [55, 60, 45, -500, 500].map((y) => drag?.move(placeAt(100, y)).frame);
    expect(frames).to.deep.equal([8, 9, 6, 0, 19]);
  });

  it('says how far a place is beyond the first and the last frame', () => {
    const drag = scrollTool.begin(startOn(100, 50)); // frame 7 of 20, 5 pixels each
    const beyond = [50, 110, 113, 15, 10, -500].map((y) => drag?.beyond?.(placeAt(100, y)));
    expect(beyond).to.deep.equal([0, 0, 3, 0, -5, -515]);
  });

  it('moves the crosshair through three planes', () => {
    const drag = scrollTool.begin(startAt(100, 50));
    expect(drag?.move(placeAt(100, 60)).crosshair?.center).to.deep.equal([99, 49, 9]);
  });

  it('does nothing where there is one frame', () => {
    expect(scrollTool.begin({ ...startOn(1, 1), image: { ...stored, frameCount: 1 } })).to.equal(
      undefined,
    );
  });
});
