// A DICOMweb server (PS3.18 10) for the tests in the browser, of the folder that test/fixtures/dicomweb.py writes.

import { Buffer } from 'node:buffer';
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { project } from '../scripts/paths.mjs';

const folder = project('.cache', 'dicomweb');
const boundary = 'a "quoted" boundary';
const instanceNumber = '00200013';
const instanceUid = '00080018';
const instanceCount = '00201209';

/** How many slices the folder has. */
const storedSlices = 24;
const manySlices = 1000;

/** The requests of each server, by the path that it has as its root. */
const requests = new Map();

/** How a server of a name differs from one that does all as the standard wants. */
const manners = {
  // instances are alone in their answers
  single: { file: (context, bytes) => send(context, 'application/dicom', bytes) },
  // there are no whole instances
  frames: { file: (context) => refuse(context, 406) },
  // queries are answered with all there is
  careless: { filter: (found) => found },
  // lists come in parts of seven, and nothing says so
  paged: { filter: (found, query) => filtered(found, { limit: 7, ...query }) },
  // only the first seven of a list can be had, which its answer says
  short: {
    filter: (found, query, context) => {
      context.set('warning', '299 archive: There are 17 additional results that can be requested');
      return filtered(found, { limit: 7, ...query, offset: 0 });
    },
  },
  // there are no whole instances, and nothing says how frames are compressed
  untold: { file: (context) => refuse(context, 406), frameType: 'image/dicom+jpeg' },
  // the same, and frames are alone in their answers
  bare: {
    file: (context) => refuse(context, 406),
    sendFrames: (context, [frame], type) => send(context, type, frame),
  },
  // the same, and the type of a body in parts doesn't say what is between these
  nameless: {
    file: (context) => refuse(context, 406),
    sendFrames: (context, bodies, type) => {
      sendParts(context, bodies, undefined, type);
      context.set('content-type', 'multipart/related');
    },
  },
  // there are neither single frames nor metadata
  whole: { others: (context) => refuse(context, 404) },
  // of slices there are a thousand, which show what the few in the folder show
  thousand: {
    filter: (found, query) => filtered(thousandOf(found), query),
    stored: (path) => path.replace(/\d+$/, (number) => numberStored(Number(number))),
  },
  // of the second frame on, each is compressed otherwise, unless it is asked for as the first is; `stubborn` always
  mixed: { file: (context) => refuse(context, 406), sendFrames: mixedFrames },
  stubborn: {
    file: (context) => refuse(context, 406),
    sendFrames: (context, bodies, type) => mixedFrames(context, bodies, type, true),
  },
  // the fourth frame isn't there
  torn: { admit: ({ path }) => (/\/frames\/4\b/.test(path) ? 404 : 0) },
  // a token is demanded
  token: { admit: ({ headers }) => (headers.authorization === 'Bearer open sesame' ? 0 : 401) },
  forbidden: { admit: () => 403 },
  broken: { admit: () => 500 },
  // a page to log in, whatever is asked for
  login: {
    admit: (context) => {
      send(context, 'text/html', Buffer.from('<!doctype html><title>Log in</title>'));
      return 200;
    },
  },
  // queries are answered, and files are a page
  portal: {
    file: (context) => send(context, 'text/html', Buffer.from('<p>Gone')),
    others: (context) => refuse(context, 404),
  },
  // answers end in the middle of the file
  cut: { file: (context, bytes) => sendParts(context, [bytes.subarray(0, bytes.length / 2)], '') },
  // the third instance of each series isn't there
  gap: { file: (context, bytes, path) => (path.endsWith('.3') ? refuse(context, 404) : undefined) },
};

/**
 * A middleware of the test runner's server. `/dicomweb/MANNER/NAME/studies/…` is a server; its requests are at
 * `/dicomweb-requests/MANNER/NAME`. `/dicomweb-static/…` is the folder itself.
 */
export async function dicomwebServer(context, next) {
  const [, manner, name, path] = /^\/dicomweb\/(\w+)\/(\w+)\/(.+)$/.exec(context.path) ?? [];
  if (path) {
    await answer(context, manner, `${manner}/${name}`, path);
  } else if (context.path.startsWith('/dicomweb-requests/')) {
    context.body = requests.get(context.path.slice('/dicomweb-requests/'.length)) ?? [];
  } else if (context.path.startsWith('/dicomweb-static/')) {
    await sendStatic(context, context.path.slice('/dicomweb-static/'.length));
  } else {
    await next();
  }
}

async function answer(context, mannerName, server, path) {
  const { method, headers, query } = context;
  const { accept, authorization, cookie } = headers;
  requests.set(server, [
    ...(requests.get(server) ?? []),
    { method, path, query, accept, authorization, cookie },
  ]);
  context.set('cache-control', 'no-store');
  const manner = manners[mannerName] ?? {};
  const refused = manner.admit?.(context) ?? 0;
  if (refused) {
    if (refused !== 200) refuse(context, refused);
    return;
  }
  if (/(series|instances)$/.test(path)) {
    await sendList(context, path, query, manner.filter ?? filtered);
  } else if (/\/instances\/[\d.]+$/.test(path)) {
    await sendInstance(context, manner.stored?.(path) ?? path, manner.file ?? (() => undefined));
  } else if (manner.others) {
    manner.others(context, path);
  } else if (path.endsWith('/metadata')) {
    await sendFile(context, path, 'application/dicom+json');
  } else if (/\/frames\/[\d,]+$/.test(path)) {
    await sendFrames(context, path, manner);
  } else {
    await sendFile(context, path, 'application/octet-stream');
  }
}

async function sendList(context, path, query, filter) {
  const index = join(folder, path, 'index.json.gz');
  const found = existsSync(index) ? JSON.parse(gunzipSync(await readFile(index))) : [];
  context.type = 'application/dicom+json';
  context.body = JSON.stringify(filter(found, query, context));
}

function filtered(found, { InstanceNumber, SeriesInstanceUID, limit, offset = 0 }) {
  const isWanted = (each) =>
    (!InstanceNumber || String(each[instanceNumber]?.Value?.[0]) === InstanceNumber) &&
    (!SeriesInstanceUID || each['0020000E'].Value[0] === SeriesInstanceUID);
  const end = limit ? Number(offset) + Number(limit) : undefined;
  return found.filter(isWanted).slice(Number(offset), end);
}

/** A list of slices made longer; that of series with the number of these. */
function thousandOf(found) {
  if (found.length !== storedSlices) {
    return found.map((each) =>
      each[instanceCount]?.Value[0] === storedSlices
        ? { ...each, [instanceCount]: { vr: 'IS', Value: [manySlices] } }
        : each,
    );
  }
  const byNumber = new Map(found.map((each) => [each[instanceNumber].Value[0], each]));
  return Array.from({ length: manySlices }, (_, index) => {
    const like = byNumber.get(numberStored(index + 1));
    const uid = like[instanceUid].Value[0].replace(/\d+$/, index + 1);
    return {
      ...like,
      [instanceUid]: { vr: 'UI', Value: [uid] },
      [instanceNumber]: { vr: 'IS', Value: [index + 1] },
    };
  });
}

/** The number of the slice in the folder that a slice of so many shows. */
function numberStored(number) {
  return ((number - 1) % storedSlices) + 1;
}

async function sendInstance(context, path, special) {
  const file = join(folder, path, 'instance.dcm');
  if (!existsSync(file)) {
    refuse(context, 404);
    return;
  }
  const bytes = await readFile(file);
  special(context, bytes, path);
  if (!context.body) sendParts(context, [bytes]);
}

async function sendFrames(
  context,
  path,
  { frameType, sendFrames: sendBodies = sendFramesInParts },
) {
  const [, instance, numbers] = /^(.*)\/frames\/([\d,]+)$/.exec(path);
  const frames = numbers.split(',').map((number) => join(folder, instance, 'frames', number));
  const bodies = await Promise.all(frames.map(frameOf));
  if (bodies.some((body) => !body)) refuse(context, 404);
  else sendBodies(context, bodies, frameType ?? (await typeOfFrames(instance)));
}

function sendFramesInParts(context, bodies, type) {
  sendParts(context, bodies, undefined, type);
}

function mixedFrames(context, bodies, type, isStubborn = false) {
  const isFirst = context.path.endsWith('/frames/1');
  const isAskedFor = context.headers.accept.includes(type.split('; ')[1]);
  if (isFirst || (isAskedFor && !isStubborn)) sendFramesInParts(context, bodies, type);
  else sendFramesInParts(context, [Buffer.from('otherwise')], `${type}.1`);
}

async function typeOfFrames(instance) {
  const [dataSet] = JSON.parse(await readFile(join(folder, instance, 'metadata')));
  return `application/octet-stream; transfer-syntax=${dataSet['00083002'].Value[0]}`;
}

async function frameOf(path) {
  if (existsSync(path)) return readFile(path);
  if (!existsSync(`${path}.mht.gz`)) return undefined;
  const multipart = gunzipSync(await readFile(`${path}.mht.gz`));
  const start = multipart.indexOf('\r\n\r\n') + 4;
  return multipart.subarray(start, multipart.lastIndexOf('\r\n--frame-boundary--'));
}

function sendParts(context, bodies, end = `\r\n--${boundary}--\r\n`, type = 'application/dicom') {
  const parts = bodies.flatMap((body) => [
    Buffer.from(`\r\n--${boundary}\r\nContent-Type: ${type}\r\n\r\n`),
    body,
  ]);
  const header = `multipart/related; type="${type}"; boundary="${boundary.replace(/"/g, '\\"')}"`;
  send(context, header, Buffer.concat([...parts, Buffer.from(end)]));
}

async function sendFile(context, path, type) {
  const file = join(folder, path);
  if (statSync(file, { throwIfNoEntry: false })?.isFile())
    send(context, type, await readFile(file));
  else refuse(context, 404);
}

async function sendStatic(context, path) {
  await sendFile(context, path, 'application/octet-stream');
}

function send(context, type, bytes) {
  context.set('content-type', type);
  context.body = bytes;
}

function refuse(context, status) {
  context.status = status;
  context.body = 'refused';
}
