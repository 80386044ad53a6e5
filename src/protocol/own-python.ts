/** The messages between a page and the Python that is a pipeline's own. What comes from there is never trusted. */

/** Starts Python; `hasPackages` has it ready for libraries of packages. */
export interface StartMessage {
  type: 'start';
  hasPackages: boolean;
}

/** A file of the runtime that arrives; null where it can't be had. */
export interface FileMessage {
  type: 'file';
  name: string;
  bytes: ArrayBuffer | null;
}

/** What Python is asked for, and in how many seconds it has to reply. */
interface Call {
  id: number;
  seconds: number;
}

/** Asks for the packages that an author's file needs. */
export interface RequirementsMessage extends Call {
  type: 'requirements';
  source: string;
  name: string;
}

/** Loads an author's file. */
export interface LoadMessage extends Call {
  type: 'load';
  source: string;
  name: string;
  /** Wheels to unpack before. */
  wheels: ArrayBuffer[];
}

/** Asks for a function's inputs and controls; null for the first. */
export interface DescribeMessage extends Call {
  type: 'describe';
  function: string | null;
}

/** An array of an input: its bytes, in one part or in one for each slice. */
export interface SentArray {
  name: string;
  dtype: string;
  shape: readonly number[];
  parts: ArrayBuffer[];
}

/** Runs a function. */
export interface RunMessage extends Call {
  type: 'run';
  function: string | null;
  /** The values of its parameters in JSON. */
  parameters: string;
  /** Inputs that aren't arrays, by name; arrays are null here. Null if all inputs are those of the run before. */
  values: Readonly<Record<string, unknown>> | null;
  arrays: SentArray[];
  image: readonly number[];
  volume: readonly number[] | null;
}

/** Runs a generator no further. */
export interface StopMessage {
  type: 'stop';
  id: number;
}

export type PageToOwnPython =
  | StartMessage
  | FileMessage
  | RequirementsMessage
  | LoadMessage
  | DescribeMessage
  | RunMessage
  | StopMessage;

/** Asks for a file of the runtime. */
export interface WantMessage {
  type: 'want';
  name: string;
}

/** Answers a message of an id: the text of Python's reply in JSON, and the arrays that it describes. */
export interface OwnPythonReply {
  type: 'reply';
  id: number;
  json: string;
  arrays: ArrayBuffer[];
  /** Whether nothing more comes. */
  isLast: boolean;
}

/** Python is ready. */
export interface OwnPythonReady {
  type: 'ready';
}

/** Python can't go on. */
export interface OwnPythonFatal {
  type: 'fatal';
  detail: string;
}

export type OwnPythonToPage = WantMessage | OwnPythonReply | OwnPythonReady | OwnPythonFatal;

/** What starts the worker: the port by which it talks with the page. */
export interface OwnPythonStart {
  port: MessagePort;
}
