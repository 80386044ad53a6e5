// As much of the DOM as it takes to define, make and render the element where there is none: part of the element's
// bundle, in place of Lit's own stand-ins, which are ten times as large.

/* global EventTarget */

/** What a class is called by its registry. */
const names = new WeakMap();

export class HTMLElement extends EventTarget {
  #attributes = new Map();
  shadowRoot = null;

  get localName() {
    return names.get(this.constructor);
  }
  get attributes() {
    return Array.from(this.#attributes, ([name, value]) => ({ name, value }));
  }
  getAttribute(name) {
    return this.#attributes.get(name) ?? null;
  }
  hasAttribute(name) {
    return this.#attributes.has(name);
  }
  setAttribute(name, value) {
    this.#attributes.set(name, String(value));
  }
  removeAttribute(name) {
    this.#attributes.delete(name);
  }
  attachShadow() {
    return (this.shadowRoot = new EventTarget());
  }
}

const classes = new Map();

export const customElements = {
  define(name, element) {
    names.set(element, name);
    classes.set(name, element);
    return element.observedAttributes; // Lit finishes the class when it is asked for them
  },
  get: (name) => classes.get(name),
};
