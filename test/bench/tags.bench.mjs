// How soon the tags of an enhanced object of thousands of frames are there, with their names, and what a search finds in them.

export const title = 'Tags';

const opened = 5;

/** @param {import('./lab.mjs').Lab} lab */
export async function measure(lab) {
  return lab.inBrowser(async (tab) => {
    await tab.open();
    const opening = [];
    const searches = [];
    for (let index = 0; index < opened; index++) {
      const url = `/files/enhanced-2000.dcm?${index}`;
      const result = await tab.call('tags', 'openTags', url);
      opening.push(result.opened);
      searches.push(result.searched);
    }
    const what = 'of an enhanced MR of 2,000 frames';
    return [
      { what: `opening the tag browser ${what}`, unit: 'ms', samples: opening, limit: 300 },
      { what: `a search through all tags ${what}`, unit: 'ms', samples: searches },
    ];
  });
}
