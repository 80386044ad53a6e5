import { expect } from 'chai';
import { render } from 'lit';

import type { Progress } from '../../../src/events.js';
import { english } from '../../../src/languages/english.js';
import type { Picture } from '../../../src/protocol/messages.js';
import { announcementOf, progressTemplate } from '../../../src/templates/status.js';

describe('the progress', () => {
  const states: [progress: Progress, text: string, value: number | null, max: number][] = [
    [{ loaded: 0, total: 0 }, 'Loading', null, 1],
    [{ loaded: 1_500_000, total: 0 }, 'Loading, 1.5 MB', null, 1],
    [{ loaded: 1_500_000, total: 3e6 }, 'Loading, 1.5 of 3.0 MB', 1_500_000, 3e6],
    [{ loaded: 3e6, total: 3e6 }, 'Loading, 3.0 MB', null, 1],
    [{ loaded: 0, total: 0, files: 0, fileCount: 9 }, 'Loading, 0 of 9 files', null, 1],
    [{ loaded: 2e6, total: 0, files: 3, fileCount: 9 }, 'Loading, 3 of 9 files, 2.0 MB', 3, 9],
    [
      { loaded: 2e6, total: 4e6, files: 3, fileCount: 9 },
      'Loading, 3 of 9 files, 2.0 MB',
      2e6,
      4e6,
    ],
    [{ loaded: 2e6, total: 4e6, files: 0, fileCount: 1 }, 'Loading, 2.0 of 4.0 MB', 2e6, 4e6],
  ];
  for (const [progress, text, value, max] of states) {
    it(`of ${JSON.stringify(progress)} is “${text}”`, () => {
      const page = document.createElement('div');
      render(progressTemplate(progress, english), page);
      expect(page.querySelector('span')?.textContent).to.equal(text);
      const bar = page.querySelector('progress');
      const shown = bar?.hasAttribute('value') ? bar.value : null;
      expect([shown, bar?.max, bar?.ariaLabel]).to.deep.equal([value, max, 'Loading']);
    });
  }
});

describe('the announcement', () => {
  function announce(
    window: number | null,
    [frame, frameCount]: [number, number],
    paused = true,
  ): string {
    const reply = { windowCenter: window, windowWidth: window, images: [{ frame, frameCount }] };
    return announcementOf(reply as unknown as Picture, paused, english);
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

  it('is one word while frames are played', () => {
    expect(announce(40, [4, 12], false)).to.equal('Playing');
    expect(announce(40, [0, 1], false)).to.equal('window center 40, width 40');
  });
});
