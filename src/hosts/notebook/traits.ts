import type { DicomViewer } from '../../dicom-viewer.js';
import type { Model } from './model.js';

/** The element's properties that are traits of the widget, under names with underscores. */
export const properties = [
  ...['series', 'frame', 'windowCenter', 'windowWidth', 'voi', 'preset', 'colormap', 'invert'],
  ...['plane', 'slab', 'projection', 'zoom', 'rotation', 'flip', 'tool', 'overlays'],
  ...['interpolation', 'annotations', 'controls', 'editable', 'info', 'infoTab', 'cornerText'],
  ...['hideIdentity', 'parameters', 'pipelineTimeout', 'packageIndex'],
];

/** The name of the trait of a property: `window_center` for `windowCenter`. */
export function traitOf(property: string): string {
  return property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Lets an element and the traits of a widget follow each other; returns what ends that. */
export function follow(element: DicomViewer, model: Model): () => void {
  const target = element as unknown as Record<string, unknown>;
  const initial = { ...Object.fromEntries(properties.map((name) => [name, target[name]])) };
  const ends = properties.map((name) => {
    const event = `change:${traitOf(name)}`;
    const listener = () => {
      const value = model.get(traitOf(name)) ?? initial[name];
      if (!isSame(value, target[name])) {
        target[name] = value;
      }
    };
    listener();
    model.on(event, listener);
    return () => {
      model.off(event, listener);
    };
  });
  const changed = ({ detail }: CustomEvent<object>) => {
    send(model, detail);
  };
  const marked = () => {
    send(model, { annotations: element.annotations });
  };
  element.addEventListener('dicom-change', changed);
  element.addEventListener('dicom-annotation', marked);
  return () => {
    for (const end of ends) {
      end();
    }
    element.removeEventListener('dicom-change', changed);
    element.removeEventListener('dicom-annotation', marked);
  };
}

/** Tells the kernel of values that a reader changed. */
function send(model: Model, change: object): void {
  const known = Object.entries(change).filter(
    ([name, value]) =>
      properties.includes(name) && !isSame(value ?? null, model.get(traitOf(name))),
  );
  for (const [name, value] of known) {
    model.set(traitOf(name), value ?? null);
  }
  if (known.length > 0) {
    model.save_changes();
  }
}

/** Whether two values are the same to the kernel, which keeps them as JSON. */
function isSame(one: unknown, other: unknown): boolean {
  return Object.is(one, other) || JSON.stringify(one) === JSON.stringify(other);
}
