/** What a notebook gives a widget's front end: the part of anywidget's model that is used. */
export interface Model {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  send(content: object, callbacks?: undefined, buffers?: readonly ArrayBuffer[]): unknown;
  on(event: string, listener: MessageListener): void;
  off(event: string, listener: MessageListener): void;
}

/** Hears what the kernel sends, or that a trait has changed. Notebooks differ in how they pass bytes. */
export type MessageListener = (
  content: unknown,
  buffers?: readonly (DataView | ArrayBuffer)[],
) => void;

/** The model of a page without a kernel, which keeps and sends nothing: that of MyST throws where it is asked to. */
export function withoutKernel(model: Model): Model {
  const nothing = () => undefined;
  return {
    get: (name) => model.get(name),
    set: (name, value) => {
      model.set(name, value);
    },
    on: (event, listener) => {
      model.on(event, listener);
    },
    off: nothing,
    save_changes: nothing,
    send: nothing,
  };
}
