import type { DisplayedImage } from '../display/displayed.js';
import type { MadeLayer } from '../pipeline/made-labels.js';
import { edgesOf, imageOfLabels } from './label-image.js';
import { Layer } from './layer.js';

/** The layers that a pipeline has made: those of a volume are drawn by Python, as layers of files are. */
export class OwnLayers {
  layers: Layer[] = [];
  #made: readonly MadeLayer[] | undefined;

  /** Takes what was made last; returns whether that is new. */
  take(made: readonly MadeLayer[] | undefined): boolean {
    if (made === this.#made) {
      return false;
    }
    this.#made = made;
    const before = this.layers;
    this.layers = (made ?? []).map(({ initial, kept }) => {
      const layer = new Layer(initial, kept?.study);
      layer.kept = kept;
      // the result before is seen until this one can be
      layer.canvases = before.find(({ id }) => id === initial.id)?.canvases ?? [];
      return layer;
    });
    return true;
  }

  /** Lays those of an image over what is displayed, of which `key` is the view, unless they lie there; returns how many. */
  lay(key: string, displayed: DisplayedImage): number {
    const { images } = displayed.picture;
    let count = 0;
    this.layers.forEach((layer, index) => {
      if (!layer.source && layer.key !== key) {
        count += 1;
        const made = this.#made?.[index]?.on(displayed);
        layer.put(
          key,
          images.map(({ columns, rows }, at) => {
            const own = made?.[at];
            if (typeof own === 'function') {
              return { draw: own };
            }
            const labels = own && imageOfLabels(own, columns, rows);
            return labels && { labels, edges: edgesOf(labels) };
          }),
        );
      }
    });
    return count;
  }
}
