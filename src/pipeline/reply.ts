/** Python's replies, read with care: whoever wrote the pipeline may have made them up. */

import type { PipelineResult, ResultArray } from '../protocol/pipeline.js';

type TypedArray = ResultArray['data'];

/** A control of a function's parameter. */
export interface Control {
  name: string;
  label: string;
  kind: 'number' | 'integer' | 'switch' | 'choice' | 'text';
  default: number | boolean | string;
  minimum: number | null;
  maximum: number | null;
  step: number | null;
  unit: string;
  choices: readonly string[];
}

/** What is known of a function. */
export interface Signature {
  name: string;
  title: string;
  inputs: readonly string[];
  controls: readonly Control[];
}

/** What an author's file needs beside what Python has. */
export interface Requirements {
  /** Packages by name. */
  packages: readonly string[];
  /** URLs of wheels, relative to the file's. */
  wheels: readonly string[];
}

/** An error of an author's file: what Python says of it. */
export interface AuthorError {
  text: string;
  /** Whether Python is to be started anew. */
  isSpent: boolean;
}

const arrays: Readonly<Record<string, new (buffer: ArrayBuffer) => TypedArray>> = {
  float32: Float32Array,
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  int32: Int32Array,
};

/** The type of an array's elements, as NumPy calls it. */
export function dtypeOf(data: TypedArray): string {
  return data.constructor.name.replace('Array', '').toLowerCase();
}

type Json = Readonly<Record<string, unknown>>;

/** A reply, with what was printed. */
export interface Reply {
  log: string;
  error: AuthorError | undefined;
  body: Json;
}

/** Reads a reply. Throws if it is none. */
export function replyOf(json: string): Reply {
  const body = asObject(JSON.parse(json));
  const log = asList(body['log'] ?? [])
    .map(String)
    .join('');
  const error = body['error'] === undefined ? undefined : asObject(body['error']);
  return {
    log,
    error: error && { text: String(error['text']), isSpent: error['isSpent'] === true },
    body,
  };
}

/** Reads the names of a file's functions. */
export function functionsOf({ body }: Reply): string[] {
  return asList(body['functions']).map(String);
}

/** Reads what a file needs. */
export function requirementsOf({ body }: Reply): Requirements {
  const { packages, wheels } = asObject(body['requirements']);
  return { packages: asList(packages).map(String), wheels: asList(wheels).map(String) };
}

/** Reads what is known of a function. */
export function signatureOf({ body }: Reply): Signature {
  const signature = asObject(body['signature']);
  return {
    name: String(signature['name']),
    title: String(signature['title']),
    inputs: asList(signature['inputs']).map(String),
    controls: asList(signature['controls']).map(controlOf),
  };
}

/** Reads a result, whose arrays are in buffers; undefined where a generator has ended without. */
export function resultOf(
  { body }: Reply,
  buffers: readonly ArrayBuffer[],
): PipelineResult | undefined {
  if (body['result'] === null) {
    return undefined;
  }
  const { arrays: described, values } = asObject(body['result']);
  const result: Record<string, unknown> = {};
  for (const [index, each] of asList(described).entries()) {
    const { kind, dtype, shape } = asObject(each);
    const buffer = buffers[index];
    if (!(buffer instanceof ArrayBuffer)) {
      throw new TypeError('an array is missing');
    }
    result[String(kind)] =
      kind === 'dataset' ? buffer : arrayOf(buffer, String(dtype), asList(shape).map(Number));
  }
  return { ...result, ...checked(asObject(values)) };
}

function arrayOf(buffer: ArrayBuffer, dtype: string, shape: number[]): ResultArray {
  const Kind = arrays[dtype];
  const data = Kind && new Kind(buffer);
  if (data?.length !== shape.reduce((product, each) => product * each, 1)) {
    throw new TypeError('an array is of another size than it says');
  }
  return { data, shape };
}

/** Values of a result, if they are of their kinds. */
function checked(values: Json): Json {
  const { table, plot, text, contours } = values;
  if (text !== undefined && typeof text !== 'string') {
    throw new TypeError('no text');
  }
  asList(table ?? []).forEach(asObject);
  for (const point of asList(contours ?? []).flatMap(asList)) {
    const [x, y] = asList(point);
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      throw new TypeError('no point of a contour');
    }
  }
  if (plot !== undefined) {
    const { x, y } = asObject(plot);
    [x, ...(Array.isArray(y) ? [y] : Object.values(asObject(y)))].forEach(asNumbers);
  }
  return values;
}

function asNumbers(value: unknown): void {
  if (!asList(value).every((each) => each === null || typeof each === 'number')) {
    throw new TypeError('no list of numbers');
  }
}

function controlOf(value: unknown): Control {
  const control = asObject(value);
  return {
    ...(control as unknown as Control),
    name: String(control['name']),
    label: String(control['label']),
    choices: asList(control['choices']).map(String),
  };
}

function asObject(value: unknown): Json {
  if (typeof value !== 'object' || value === null) {
    throw new TypeError('no object');
  }
  return value as Json;
}

function asList(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new TypeError('no list');
  }
  return value;
}
