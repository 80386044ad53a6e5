import type { ImageBelow } from '../display/displayed.js';
import type { MadeLayer } from '../pipeline/made-labels.js';
import { edgesOf, imageOfLabels } from './label-image.js';
import { Layer, type LayerImage } from './layer.js';

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
  lay(key: string, displayed: ImageBelow): number {
    const missing = this.layers.filter((layer) => !layer.source && layer.key !== key);
    for (const layer of missing) {
      layer.put(key, this.imagesOf(layer, displayed));
    }
    return missing.length;
  }

  /** What one of an image has on each image of a view. */
  imagesOf(layer: Layer, below: ImageBelow): (LayerImage | undefined)[] {
    const made = this.#made?.[this.layers.indexOf(layer)]?.on(below);
    return below.picture.images.map(({ columns, rows }, at) => {
      const own = made?.[at];
      if (typeof own === 'function') {
        return { draw: own };
      }
      const labels = own && imageOfLabels(own, columns, rows);
      return labels && { labels, edges: edgesOf(labels) };
    });
  }
}
