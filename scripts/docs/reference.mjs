// Part of `npm run manifest`: writes docs/reference.md, the reference that custom-elements.json makes.

import { readFileSync, writeFileSync } from 'node:fs';
import { markdownTable } from '../markdown.mjs';
import { project } from '../paths.mjs';
import { main } from '../problem.mjs';

const path = project('docs', 'reference.md');

/**
 * @param {object} manifest custom-elements.json
 * @returns {string} the page
 */
export function referencePage(manifest) {
  const [element] = manifest.modules[0].declarations;
  const fields = element.members.filter(({ kind }) => kind === 'field');
  const methods = element.members.filter(({ kind }) => kind === 'method');
  const withoutAttribute = fields.filter((field) => !field.static && !field.attribute);
  const statics = fields.filter((field) => field.static);
  return `# Reference

\`npm run manifest\` writes this page from \`custom-elements.json\`. [Attributes, properties and events](attributes.md) says more of each,
[Errors and warnings](errors.md) lists the codes.

## Attributes

Each has a property of the camelCase name, which reflects it (\`crossorigin\`: \`crossOrigin\`).

${markdownTable(['attribute', 'type', 'default', 'meaning'], element.attributes.map(typedRow))}

## Properties without an attribute

${markdownTable(['property', 'type', 'default', 'meaning'], withoutAttribute.map(typedRow))}

## Static properties

Set on the class, \`DicomViewer\`, they are those of all elements.

${markdownTable(['property', 'type', 'default', 'meaning'], statics.map(typedRow))}

## Methods

${markdownTable(['method', 'gives', 'meaning'], methods.map(methodRow))}

## Events

All bubble and are composed.

${markdownTable(['event', 'type', 'when, and its `detail`'], element.events.map(eventRow))}

## Slots

${markdownTable(['slot', 'what it is for'], element.slots.map(namedRow))}

## Parts

${markdownTable(['part', 'what it is'], element.cssParts.map(namedRow))}

## Custom properties

${markdownTable(['custom property', 'default', 'meaning'], element.cssProperties.map(styleRow))}
`;
}

function typedRow({ name, type, default: initial, description, readonly }) {
  const about = readonly ? `${sentence(description)} Read-only.` : sentence(description);
  return [code(name), code(type?.text), code(initial), about];
}

function methodRow({ name, static: isStatic, parameters = [], return: result, description }) {
  const taken = parameters.map((each) =>
    each.optional || each.default ? `${each.name}?` : each.name,
  );
  const call = `${isStatic ? 'DicomViewer.' : ''}${name}(${taken.join(', ')})`;
  return [code(call), code(result?.type.text), sentence(description)];
}

function eventRow({ name, type, description }) {
  return [code(name), code(type.text), sentence(description)];
}

function namedRow({ name, description }) {
  return [code(name), sentence(description)];
}

function styleRow({ name, default: initial, description }) {
  return [code(name), code(initial), sentence(description)];
}

function code(text) {
  return text ? `\`${text.replaceAll(/\s+/g, ' ')}\`` : '';
}

function sentence(text = '') {
  return text.replaceAll(/\s+/g, ' ').trim();
}

if (process.argv[1] === import.meta.filename) {
  await main(() => {
    const manifest = JSON.parse(readFileSync(project('custom-elements.json'), 'utf8'));
    writeFileSync(path, referencePage(manifest));
  });
}
