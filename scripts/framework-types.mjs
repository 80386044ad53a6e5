// What editors and frameworks are told of the element, made from custom-elements.json.

/**
 * @typedef {object} Declaration of the element in the manifest
 * @property {string} tagName
 * @property {string} description
 * @property {{ name: string, fieldName?: string, description?: string, default?: string, type?: { text: string } }[]} attributes
 * @property {{ name: string, kind: string, static?: boolean, readonly?: boolean, description?: string, type?: { text: string } }[]} members
 * @property {{ name: string, description?: string, type: { text: string } }[]} events
 * @property {{ name: string, description?: string }[]} slots
 * @property {{ name: string, description?: string }[]} cssParts
 * @property {{ name: string, description?: string }[]} cssProperties
 */

/**
 * @param {object} manifest custom-elements.json
 * @param {string} version the package's
 * @returns {Record<string, string>} files by their names below dist/
 */
export function frameworkTypes(manifest, version) {
  const [{ declarations }] = manifest.modules;
  const [element] = declarations;
  return {
    'types/props.d.ts': props(element),
    ...Object.fromEntries(
      Object.entries(frameworks).map(([name, types]) => [`types/${name}.d.ts`, types]),
    ),
    'vscode.html-custom-data.json': json(customData(element)),
    'web-types.json': json(webTypes(element, version)),
  };
}

/** What a property's attribute may be beside what the property is, by what that is. */
function written(type) {
  if (type === 'boolean') return " | ''";
  return /\bnumber\b/.test(type) ? ' | `${number}`' : '';
}

/** @param {Declaration} element */
function props({ attributes, members }) {
  const own = attributes
    .filter(({ fieldName }) => fieldName)
    .map(
      ({ name, fieldName, description, type }) =>
        `  /** ${description.replaceAll('\n', ' ')} */\n  '${name}'?: DicomViewer['${fieldName}']${written(type.text)} | undefined;`,
    );
  const settable = members.filter(
    (each) => each.kind === 'field' && !each.static && !each.readonly,
  );
  const names = settable.map(({ name }) => `'${name}'`).join(' | ');
  return `import type { DicomEventMap, DicomViewer } from '../dicom-viewer.js';

/** The element's attributes, as markup writes them. */
export interface DicomViewerAttributes {
${own.join('\n')}
}

/** The element's properties that a page sets, and that aren't written as its attributes are. */
export type DicomViewerProperties = Omit<
  { [Name in ${names}]?: DicomViewer[Name] | undefined },
  keyof DicomViewerAttributes
>;

/** Listeners to the element's events, named by a prefix and the event. */
export type DicomViewerListeners<Prefix extends string> = {
  [Name in keyof DicomEventMap as \`\${Prefix}\${Name}\`]?: ((event: DicomEventMap[Name]) => void) | undefined;
};
`;
}

/** The types of each framework's templates. */
const frameworks = {
  react: `import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { DicomViewer } from '../dicom-viewer.js';
import type { DicomViewerAttributes, DicomViewerListeners, DicomViewerProperties } from './props.js';

export * from '../dicom-viewer.js';

type Own = DicomViewerAttributes & DicomViewerProperties & DicomViewerListeners<'on'>;

/** The props of \`<dicom-viewer>\` in React 19. */
export type DicomViewerProps = Omit<
  DetailedHTMLProps<HTMLAttributes<DicomViewer>, DicomViewer>,
  keyof Own
> &
  Own;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'dicom-viewer': DicomViewerProps;
    }
  }
}
`,
  preact: `import type { HTMLAttributes } from 'preact';
import type { DicomViewer } from '../dicom-viewer.js';
import type { DicomViewerAttributes, DicomViewerListeners, DicomViewerProperties } from './props.js';

export * from '../dicom-viewer.js';

type Own = DicomViewerAttributes & DicomViewerProperties & DicomViewerListeners<'on'>;

/** The props of \`<dicom-viewer>\` in Preact. */
export type DicomViewerProps = Omit<HTMLAttributes<DicomViewer>, keyof Own> & Own;

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'dicom-viewer': DicomViewerProps;
    }
  }
}
`,
  solid: `import type { JSX } from 'solid-js';
import type { DicomViewer } from '../dicom-viewer.js';
import type { DicomViewerAttributes, DicomViewerListeners, DicomViewerProperties } from './props.js';

export * from '../dicom-viewer.js';

type Own = DicomViewerAttributes &
  DicomViewerProperties &
  DicomViewerListeners<'on:'> & {
    [Name in keyof DicomViewerProperties as \`prop:\${Name}\`]: DicomViewerProperties[Name];
  };

/** The props of \`<dicom-viewer>\` in Solid. */
export type DicomViewerProps = Omit<JSX.HTMLAttributes<DicomViewer>, keyof Own> & Own;

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'dicom-viewer': DicomViewerProps;
    }
  }
}
`,
  vue: `import type { DicomEventMap, DicomViewer } from '../dicom-viewer.js';
import type { DicomViewerAttributes, DicomViewerProperties } from './props.js';

export * from '../dicom-viewer.js';

type Camel<Name extends string> = Name extends \`\${infer Head}-\${infer Tail}\`
  ? \`\${Head}\${Capitalize<Tail>}\`
  : Name;

type Listeners = {
  [Name in keyof DicomEventMap as \`on\${Capitalize<Camel<Name>>}\`]?: (event: DicomEventMap[Name]) => void;
};

/** Vue takes attributes by their names in camel case. */
type Attributes = { [Name in keyof DicomViewerAttributes as Camel<Name>]: DicomViewerAttributes[Name] };

/** The props of \`<dicom-viewer>\` in Vue 3. */
export type DicomViewerProps = Attributes &
  Omit<DicomViewerProperties, keyof Attributes> &
  Listeners;

declare module 'vue' {
  interface GlobalComponents {
    'dicom-viewer': new () => DicomViewer & { $props: DicomViewerProps };
  }
}
`,
  svelte: `import type { HTMLAttributes } from 'svelte/elements';
import type { DicomViewer } from '../dicom-viewer.js';
import type { DicomViewerAttributes, DicomViewerListeners, DicomViewerProperties } from './props.js';

export * from '../dicom-viewer.js';

type Own = DicomViewerAttributes & DicomViewerProperties & DicomViewerListeners<'on'>;

/** The attributes of \`<dicom-viewer>\` in Svelte 5. */
export type DicomViewerProps = Omit<HTMLAttributes<DicomViewer>, keyof Own> & Own;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'dicom-viewer': DicomViewerProps;
  }
}
`,
};

/** The frameworks that have types of their own. */
export const frameworkNames = Object.keys(frameworks);

/** The words that an attribute may be. */
function words(type = '') {
  return [...type.matchAll(/'([^']+)'/g)].map(([, name]) => ({ name }));
}

/** @param {Declaration} element */
function customData({ tagName, description, attributes }) {
  return {
    version: 1.1,
    tags: [
      {
        name: tagName,
        description,
        attributes: attributes.map(({ name, description: text, type }) => {
          const values = words(type?.text);
          return {
            name,
            description: text,
            ...(type?.text === 'boolean' && { valueSet: 'v' }),
            ...(values.length > 0 && { values }),
          };
        }),
      },
    ],
  };
}

/** @param {Declaration} element */
function webTypes(element, version) {
  const { tagName, description, attributes, members, events, slots, cssParts, cssProperties } =
    element;
  const plain = (each) => ({ name: each.name, description: each.description });
  const typed = (each) => ({ ...plain(each), value: { type: each.type?.text } });
  const fields = members.filter((each) => each.kind === 'field' && !each.static);
  return {
    $schema: 'https://json.schemastore.org/web-types',
    name: 'dicom-viewer-element',
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: [
          {
            name: tagName,
            description,
            attributes: attributes.map(typed),
            slots: slots.map(plain),
            js: { properties: fields.map(typed), events: events.map(typed) },
            css: { parts: cssParts.map(plain), properties: cssProperties.map(plain) },
          },
        ],
      },
    },
  };
}

function json(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
