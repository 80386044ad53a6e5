import { expect } from 'chai';
import { render } from 'lit';

import type { Progress } from '../../../src/events.js';
import { english } from '../../../src/languages/english.js';
import { progressTemplate } from '../../../src/templates/status.js';

describe('the progress', () => {
  const states: [progress: Progress, text: string, value: number | null, max: number][] = [
    [{ loaded: 0, total: 0 }, 'Loading', null, 1],
    [{ loaded: 1_500_000, total: 0 }, 'Loading, 1.5 MB', null, 1],
    [{ loaded: 1_500_000, total: 3e6 }, 'Loading, 1.5 of 3.0 MB', 1_500_000, 3e6],
    [{ loaded: 3e6, total: 3e6 }, 'Loading, 3.0 MB', null, 1],
    [{ loaded: 0, total: 0, phase: 'runtime' }, 'Loading the viewer', null, 1],
    [{ loaded: 1e6, total: 2e6, phase: 'runtime' }, 'Loading the viewer, 1.0 of 2.0 MB', 1e6, 2e6],
    [{ loaded: 2e6, total: 3e6, phase: 'source' }, 'Loading the image, 2.0 of 3.0 MB', 2e6, 3e6],
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
