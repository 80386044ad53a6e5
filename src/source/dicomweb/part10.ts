// Writes data sets of the DICOM JSON model as files (PS3.10 7.1), in Explicit VR Little Endian (PS3.5 A.2).

import { joined } from '../../network/fetch.js';
import { textOf, type JsonDataSet, type JsonElement } from './data-set.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** Value representations whose length has 32 bits (PS3.5 7.1.2). */
const longVrs = /^(O[BDFLVW]|S[QV]|U[CNRTV])$/;

/** Those with texts that may hold a backslash: they have one value. */
const unsplitVrs = /^(LT|ST|UT|UR)$/;

/** How numbers of a value representation are written: their size in bytes, and what sets them. */
const numberVrs = {
  US: [2, 'setUint16'],
  SS: [2, 'setInt16'],
  UL: [4, 'setUint32'],
  SL: [4, 'setInt32'],
  FL: [4, 'setFloat32'],
  FD: [8, 'setFloat64'],
} as const;

type NumberVr = keyof typeof numberVrs;

const specificCharacterSet = '00080005';

/** What JSON is encoded in: UTF-8 (PS3.18 F.2), also where the model doesn't say so. */
const unicode: JsonElement = { vr: 'CS', Value: ['ISO_IR 192'] };

/** *Implementation Class UID* of the files that are written here (PS3.10 7.1). */
const implementationClass = '2.25.212571048935760281941037529811637415903';

/**
 * Returns the beginning of a file: preamble, file meta information and elements, without any of pixel data. An empty
 * transfer syntax isn't known.
 */
export function fileHead(dataSet: JsonDataSet, transferSyntax: string): Bytes {
  const meta = joined([
    element('00020001', 'OB', Uint8Array.of(0, 1)),
    element('00020002', 'UI', text(textOf(dataSet, '00080016'), '\0')),
    element('00020003', 'UI', text(textOf(dataSet, '00080018'), '\0')),
    ...(transferSyntax ? [element('00020010', 'UI', text(transferSyntax, '\0'))] : []),
    element('00020012', 'UI', text(implementationClass, '\0')),
  ]);
  return joined([
    new Uint8Array(128),
    text('DICM'),
    element('00020000', 'UL', number('UL', meta.length)),
    meta,
    encoded({ ...dataSet, [specificCharacterSet]: unicode }),
  ]);
}

/** Returns the head of an element with a value of a length; 2 ** 32 - 1 stands for an undefined one. */
export function elementHead(tag: string, vr: string, length: number): Bytes {
  const isLong = longVrs.test(vr);
  const head = new Uint8Array(isLong ? 12 : 8);
  const view = new DataView(head.buffer);
  head.set(tagBytes(tag));
  head.set(text(vr), 4);
  if (isLong) {
    view.setUint32(8, length, true);
  } else {
    view.setUint16(6, length, true);
  }
  return head;
}

/** Returns the head of an item (PS3.5 7.5), or of what else has no value representation. */
export function itemHead(tag: string, length: number): Bytes {
  const head = new Uint8Array(8);
  head.set(tagBytes(tag));
  new DataView(head.buffer).setUint32(4, length, true);
  return head;
}

function encoded(dataSet: JsonDataSet): Bytes {
  const tags = Object.keys(dataSet)
    .filter((tag) => /^[\dA-F]{8}$/.test(tag) && !/^(0002|7FE0)/.test(tag) && !tag.endsWith('0000'))
    .sort();
  return joined(
    tags.map((tag) => {
      const { vr = 'UN', ...rest } = dataSet[tag] ?? {};
      return element(tag, vr, value({ vr, ...rest }));
    }),
  );
}

function element(tag: string, vr: string, bytes: Bytes): Bytes {
  const isTooLong = !longVrs.test(vr) && bytes.length > 0xffff;
  return joined([elementHead(tag, isTooLong ? 'UN' : vr, bytes.length), bytes]);
}

function value({ vr, Value = [], InlineBinary, bytes }: JsonElement): Bytes {
  if (bytes) {
    return padded(bytes, 0);
  }
  if (vr === 'SQ') {
    return joined(Value.map((item) => sequenceItem(item as JsonDataSet | null)));
  }
  if (vr === 'AT') {
    return joined(Value.map((tag) => tagBytes(String(tag))));
  }
  if (vr in numberVrs) {
    return joined(Value.map((each) => number(vr as NumberVr, Number(each))));
  }
  if (vr === 'SV' || vr === 'UV') {
    return new Uint8Array(BigInt64Array.from(Value as string[], BigInt).buffer);
  }
  if (/^(O.|UN)$/.test(vr)) {
    return padded(
      Uint8Array.from(atob(InlineBinary ?? ''), (code) => code.charCodeAt(0)),
      0,
    );
  }
  const texts = Value.map((each) => (vr === 'PN' ? personName(each) : plainText(each)));
  return text(unsplitVrs.test(vr) ? (texts[0] ?? '') : texts.join('\\'), vr === 'UI' ? '\0' : ' ');
}

function plainText(each: unknown): string {
  return typeof each === 'string' || typeof each === 'number' ? String(each) : '';
}

function sequenceItem(item: JsonDataSet | null): Bytes {
  const elements = Object.entries(item ?? {}).filter(([tag]) => tag !== specificCharacterSet); // that of the file holds
  const content = encoded(Object.fromEntries(elements));
  return joined([itemHead('FFFEE000', content.length), content]);
}

/** The component groups of a name (PS3.18 F.2.2), as they are joined in a file. */
function personName(name: unknown): string {
  const {
    Alphabetic = '',
    Ideographic = '',
    Phonetic = '',
  } = (name ?? {}) as Record<string, string>;
  return [Alphabetic, Ideographic, Phonetic].join('=').replace(/=+$/, '');
}

function number(vr: NumberVr, given: number): Bytes {
  const [size, set] = numberVrs[vr];
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer)[set](0, given, true);
  return bytes;
}

function tagBytes(tag: string): Bytes {
  const [group, item] = [tag.slice(0, 4), tag.slice(4)].map((part) => Number.parseInt(part, 16));
  return new Uint8Array(Uint16Array.of(group ?? 0, item ?? 0).buffer); // machines with browsers are little endian
}

function text(content: string, filler = ' '): Bytes {
  return padded(new TextEncoder().encode(content), filler.charCodeAt(0));
}

function padded(bytes: Bytes, filler: number): Bytes {
  return bytes.length % 2 === 0 ? bytes : joined([bytes, Uint8Array.of(filler)]);
}
