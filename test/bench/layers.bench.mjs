// What layers above an image cost a change of its window, beside the same without any.

export const title = 'Layers above a slice of 512², and above three planes';

const windows = Array.from({ length: 100 }, (_, index) => 41 + index);

/** The most that a change with layers may take of one without. */
const share = 2;

const layers = {
  'a segmentation of ten segments': '/files/layers/segmentation.dcm',
  'PET over CT': '/files/layers/pet.zip',
};

const places = { '512²': null, 'three planes': 'mpr' };

/** @param {import('./lab.mjs').Lab} lab */
export async function measure(lab) {
  return lab.inBrowser(async (tab) => {
    await tab.open();
    const measured = async (layer, plane) => {
      await tab.call('layers', 'shows', '/files/series.zip', layer, plane);
      return tab.call('layers', 'windows', windows);
    };
    const rows = [];
    for (const [where, plane] of Object.entries(places)) {
      const baseline = await measured(null, plane);
      for (const [what, layer] of Object.entries(layers)) {
        const samples = await measured(layer, plane);
        rows.push({
          what: `a window set, ${where}, ${what}`,
          unit: 'ms',
          samples,
          baseline,
          share,
        });
      }
    }
    return rows;
  });
}
