// The text of docs/conformance.md, out of what was expected and what the canvas held.

import { markdownTable } from './markdown.mjs';

/** What a frame can be, from good to bad. */
const statuses = ['equal', 'within 1', 'different', 'no reference', 'not shown'];

const introduction = `# Conformance

\`npm run conformance\` writes this page. It shows every file of pydicom's wheel, of the test suite's generators and of
the corpus (\`test/fixtures/corpus.py\`: every encoder that can be had × every kind of pixel) in headless Chromium,
reads the pixels back from the element's \`<canvas part="canvas">\`, and compares them with the RGBA that independent
software gives for the first, the middle and the last frame; images of more than 8 bits also under a window of 256
values, which shows each stored value as a gray level of its own.

The references import nothing of this package. Stored values of uncompressed and RLE files come from a parser that is
written from the standard (\`test/python/reference_pixels.py\`), those of compressed files from each native decoder
that can decode them, under CPython. Where an encoder lost nothing, what it was given decides. What follows on the
stored values is worked out from PS3.3 in float64 (\`test/python/reference.py\`); the colours of ICC profiles become
sRGB's by Pillow's Little CMS.

A frame is *equal* if all channels of all pixels of all its views are those of a reference. Frames of lossy JPEG,
JPEG 2000 and JPEG XL have a tolerance, because their standards let decoders round in different ways. They are
*within 1* if no channel is off by more than 1; which of them are equal depends on the processor that computes the
reference. Nothing else has a tolerance.
`;

/**
 * @param {object[]} files what test/fixtures/expected.py wrote
 * @param {{ src: string, outcomes: object[] }[]} results what test/element/pixels.test.ts found
 * @param {string[]} libraries the references, as `name version`
 * @returns {string} Markdown
 */
export function conformanceReport(files, results, libraries) {
  const outcomes = new Map(results.map((result) => [result.src, result.outcomes]));
  const all = files.map((file) => ({ ...file, outcomes: outcomes.get(file.src) ?? [] }));
  const images = all
    .filter(({ error }) => !error)
    .map((file) => ({ ...file, frames: frames(file) }));
  const sections = [
    `${introduction}\nReferences: ${libraries.join(', ')}.`,
    `## By transfer syntax\n\n${summary(images, 'transferSyntax', 'transfer syntax')}`,
    `## By photometric interpretation\n\n${summary(images, 'photometricInterpretation', 'photometric interpretation')}`,
    `## By collection\n\n${summary(images, 'collection', 'collection')}`,
    `## Different\n\n${different(images)}`,
    `## Images that are not shown\n\n${notShown(images)}`,
    `## Files that hold no image, or none that is whole\n\n${notShown(all.filter(({ error }) => error))}`,
    `## Where references of lossless files disagree\n\n${disagreements(images.filter(isExact))}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

/**
 * Where references of lossy files disagree. Floating-point arithmetic has a part in that, and so has the processor:
 * the page leaves it out, so that it is the same on every machine.
 *
 * @param {object[]} files what test/fixtures/expected.py wrote
 * @returns {string} Markdown
 */
export function lossyDisagreements(files) {
  return disagreements(files.filter((file) => !isExact(file)));
}

/** Whether a file has no tolerance. */
function isExact({ tolerance = 0 }) {
  return tolerance === 0;
}

/** The status of each frame of a file: the worst of its views'. */
function frames(file) {
  const byFrame = new Map();
  for (const [index, outcome] of file.outcomes.entries()) {
    const frame = outcome.attributes.frame ?? 0;
    const found = statusOf(outcome, file.views[index], file);
    const before = byFrame.get(frame) ?? found;
    byFrame.set(frame, statuses[Math.max(statuses.indexOf(found), statuses.indexOf(before))]);
  }
  return [...byFrame.values()];
}

function statusOf({ error, difference }, { references }, file) {
  if (error) return 'not shown';
  if (references.length === 0) return 'no reference';
  if (difference <= file.tolerance) return isExact(file) ? 'equal' : 'within 1';
  return 'different';
}

function summary(images, key, title) {
  const groups = [...groupBy(images, (file) => file[key])].sort(byName);
  const rows = [...groups, ['**all**', images]].map(([name, group]) => {
    const found = group.flatMap((file) => file.frames);
    const counts = statuses.map((status) => found.filter((each) => each === status).length);
    return [name, group.length, found.length, ...counts];
  });
  return markdownTable([title, 'files', 'frames', ...statuses], rows);
}

function different(images) {
  const wrong = images.filter((file) => file.frames.includes('different'));
  const rows = wrong.map((file) => {
    return [file.name, file.transferSyntax, file.photometricInterpretation, furthest(file)];
  });
  return markdownTable(
    ['file', 'transfer syntax', 'photometric interpretation', 'off by at most'],
    rows,
  );
}

/** How far a channel of a file is off at most. */
function furthest({ outcomes }) {
  return Math.max(...outcomes.map(({ difference = 0 }) => difference));
}

function notShown(files) {
  const reasons = files.flatMap(({ name, outcomes }) => {
    const error = outcomes.find((outcome) => outcome.error)?.error;
    return error ? [{ name, reason: `${error.code}|${oneLine(error.message)}` }] : [];
  });
  const groups = [...groupBy(reasons, ({ reason }) => reason)].sort(byName);
  const rows = groups.map(([reason, group]) => [
    ...reason.split('|', 2),
    group.map(({ name }) => name).join(', '),
  ]);
  return markdownTable(['code', 'message', 'files'], rows);
}

function disagreements(images) {
  const rows = images.flatMap(({ name, disagreements = [] }) =>
    [...groupBy(disagreements, ({ between }) => between.join(' and '))].map(([pair, group]) => [
      name,
      pair,
      greatest(group.map(({ stored }) => stored)),
      greatest(group.map(({ shown }) => shown)),
    ]),
  );
  return markdownTable(['file', 'between', 'stored values by at most', 'RGB by at most'], rows);
}

/** The greatest of differences, which are null between images of two sizes. */
function greatest(differences) {
  return differences.includes(null) ? 'another size' : Math.max(...differences);
}

/** Items by a key of theirs, in the order of the first of each. Node 20 has no `Map.groupBy`. */
function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

function oneLine(message) {
  return message.replaceAll(/\s+/g, ' ').replaceAll('|', '/');
}

function byName([one], [other]) {
  return one < other ? -1 : Number(one > other);
}
