/** What a notebook gives a widget's front end: the part of anywidget's model that is used. */
export interface Model {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  send(content: object): void;
  on(event: 'msg:custom', listener: MessageListener): void;
  on(event: string, listener: () => void): void;
  off(event: 'msg:custom', listener: MessageListener): void;
  off(event: string, listener: () => void): void;
}

/** Hears what the kernel sends. Notebooks differ in how they pass bytes. */
export type MessageListener = (
  content: unknown,
  buffers?: readonly (DataView | ArrayBuffer)[],
) => void;
