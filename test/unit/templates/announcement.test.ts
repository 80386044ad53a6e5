import { expect } from 'chai';

import type { Viewport } from '../../../src/display/viewport.js';
import { english } from '../../../src/languages/english.js';
import { Announcement } from '../../../src/templates/announcement.js';
import { storedView } from '../stored-view.js';

/** A viewport that shows a frame under a window of equal center and width, and the view that it is asked for. */
function showing(window: number | null, frame: number, frameCount: number) {
  const image = { frame, frameCount, crosshair: null };
  const picture = { windowCenter: window, windowWidth: window, images: [image] };
  const view = { ...storedView, frame };
  return { view, viewport: { displayed: { image, picture }, view } as unknown as Viewport };
}

describe('the announcement', () => {
  function announce(
    window: number | null,
    [frame, frameCount]: [number, number],
    paused = true,
  ): string {
    const { viewport } = showing(window, frame, frameCount);
    return new Announcement().of(viewport, paused, english);
  }

  it('has the frame and the window, each where there is one', () => {
    expect([
      announce(40, [4, 12]),
      announce(null, [4, 1200]),
      announce(1234.5678, [0, 1]),
      announce(null, [0, 1]),
    ]).to.deep.equal([
      'Frame 5 of 12, window center 40, width 40',
      'Frame 5 of 1200',
      'window center 1234.57, width 1234.57',
      '',
    ]);
  });

  it('names the plane of three that has the focus', () => {
    const image = { frame: 2, frameCount: 9, plane: 'axial', crosshair: {} };
    const images = [image, { ...image, frame: 6, plane: 'coronal' }];
    const picture = { windowCenter: null, windowWidth: null, images };
    const viewport = { displayed: { image, picture }, view: storedView } as unknown as Viewport;
    const announce = (index: number) => new Announcement().of(viewport, true, english, index);
    expect([announce(0), announce(1)]).to.deep.equal([
      'Axial: Frame 3 of 9',
      'Coronal: Frame 7 of 9',
    ]);
  });

  it('is one word while frames are played', () => {
    expect(announce(40, [4, 12], false)).to.equal('Playing');
    expect(announce(40, [0, 1], false)).to.equal('window center 40, width 40');
  });

  it('stays while the frame that is asked for is not painted yet', () => {
    const announcement = new Announcement();
    const { viewport, view } = showing(40, 4, 12);
    const text = announcement.of(viewport, true, english);
    view.frame = 7;
    expect(announcement.of(viewport, false, english)).to.equal(text);
    view.frame = 4;
    expect(announcement.of(viewport, false, english)).to.equal('Playing');
  });

  it('is empty where nothing is shown', () => {
    const viewport = { displayed: undefined, view: storedView } as unknown as Viewport;
    expect(new Announcement().of(viewport, true, english)).to.equal('');
  });
});
