// What Python's heap and the page's hold: after one file, after many, after many frames.

export const title = 'Memory';

const visits = 5;
const loads = { few: 50, many: 500 };

/** @param {import('./lab.mjs').Lab} lab */
export async function measure(lab) {
  const results = await lab.inBrowsers(visits, async (tab) => {
    const heap = async () => (await tab.call('viewer', 'pythonHeap')) / 1e6;
    await tab.open();
    await tab.call('viewer', 'loads', ['/files/ct-512.dcm']);
    const afterOne = await heap();
    await tab.call('viewer', 'loads', ['/files/gray-frames.dcm']);
    await tab.call('viewer', 'steps');
    return { afterOne, afterFrames: await heap() };
  });
  const { few, many } = await lab.inBrowser(afterLoads);
  return [
    {
      what: "Python's heap after one CT of 512²",
      samples: results.map(({ afterOne }) => afterOne),
      limit: 60,
    },
    {
      what: "Python's heap after 200 frames of 512², a file of 105 MB",
      samples: results.map(({ afterFrames }) => afterFrames),
    },
    { what: `Python's heap after ${loads.few} files`, samples: [few.python] },
    { what: `Python's heap after ${loads.many} files`, samples: [many.python], limit: few.python },
    { what: `the page's heap after ${loads.few} files`, samples: [few.page] },
    { what: `the page's heap after ${loads.many} files`, samples: [many.page] },
  ].map((row) => ({ ...row, unit: 'MB' }));
}

async function afterLoads(tab) {
  const load = async (count) => {
    const urls = Array.from({ length: count }, () => '/files/ct-512.dcm');
    await tab.call('viewer', 'loads', urls);
    return {
      python: (await tab.call('viewer', 'pythonHeap')) / 1e6,
      page: (await tab.pageHeap()) / 1e6,
    };
  };
  await tab.open();
  const few = await load(loads.few);
  const many = await load(loads.many - loads.few);
  return { few, many };
}
