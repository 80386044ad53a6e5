import type { DisplayedImage } from '../display/displayed.js';
import type { MadeLayer } from '../pipeline/made-labels.js';
import { edgesOf, imageOfLabels } from './label-image.js';
import { Layer } from './layer.js';

/** The layers that a pipeline has made. */
export class OwnLayers {
  layers: Layer[] = [];
  #made: readonly MadeLayer[] | undefined;

  /** Takes what was made last; returns whether that is new. A layer of the same id stays as pages and visitors want it. */
  take(made: readonly MadeLayer[] | undefined): boolean {
    if (made === this.#made) {
      return false;
    }
    this.#made = made;
    const before = new Map(this.layers.map((layer) => [layer.id, layer]));
    this.layers = (made ?? []).map(({ initial }) => {
      const layer = before.get(initial.id) ?? new Layer(initial);
      layer.initial = initial;
      layer.key = undefined;
      return layer;
    });
    return true;
  }

  /** Lays them over what is displayed, of which `key` is the view, unless they lie there; returns how many it has laid. */
  lay(key: string, displayed: DisplayedImage): number {
    const { images } = displayed.picture;
    let count = 0;
    this.layers.forEach((layer, index) => {
      if (layer.key !== key) {
        count += 1;
        const made = this.#made?.[index]?.on(displayed) ?? [];
        layer.put(
          key,
          images.map(({ columns, rows }, at) => {
            const own = made[at];
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
