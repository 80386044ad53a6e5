/**
 * Whether a plane alone is shown in the middle of its volume, because the page has asked for no frame: then the frame
 * that the element has is one that the plane gave it.
 */
export class MiddleStart {
  #isActive = false;
  #isReset = false;

  get isActive(): boolean {
    return this.#isActive;
  }

  /** The next update begins in the middle again. */
  reset(): void {
    this.#isReset = true;
  }

  /**
   * Takes note of the properties that have changed in an update.
   *
   * @returns the frame that holds from now on
   */
  update(changed: ReadonlyMap<PropertyKey, unknown>, frame: number): number {
    const isNew = changed.has('src') || changed.has('files');
    const wasActive = this.#isActive;
    if (this.#isReset || (isNew && frame === 0 && !changed.has('frame'))) {
      this.#isActive = true;
    } else if (changed.has('frame') || changed.has('plane')) {
      this.#isActive = !changed.has('frame');
      this.#isReset = false;
      return this.#isActive && wasActive ? 0 : frame; // the middle of another plane means nothing in this one
    }
    this.#isReset = false;
    return frame;
  }
}
