// How fast enhanced objects of very many frames are opened, and whether others are answered meanwhile.

export const title = 'Enhanced objects';

const opened = 5;

const objects = [
  { what: 'an enhanced MR of 2,000 frames, with its metadata', frames: 2_000, limit: 2_000 },
  { what: 'an enhanced MR of 16,000 frames, with its metadata', frames: 16_000, limit: 6_000 },
];

/** @param {import('./lab.mjs').Lab} lab */
export async function measure(lab) {
  return lab.inBrowser(async (tab) => {
    await tab.open();
    const rows = [];
    const answers = [];
    for (const { what, frames, limit } of objects) {
      const samples = [];
      for (let index = 0; index < opened; index++) {
        const url = `/files/enhanced-${frames}.dcm?${index}`;
        const result = await tab.call('answers', 'whileOpening', url);
        samples.push(result.opened);
        answers.push(...result.answers);
      }
      rows.push({ what, unit: 'ms', samples, limit });
    }
    const what = "another viewer's pixel value meanwhile";
    return [...rows, { what, unit: 'ms', samples: answers, limit: 100 }];
  });
}
