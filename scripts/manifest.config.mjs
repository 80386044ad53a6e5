// How custom-elements.json is made: the element alone, from its class doc and its public members.

const element = 'src/dicom-viewer.ts';

/** The module of the package that has it all. */
const published = 'dist/dicom-viewer.js';

/** The module of the class that holds the element's properties. */
const properties = 'src/viewer-properties.ts';

const isElement = ({ customElement }) => customElement;

/** Adds what the analyzer takes for overridden: fields of the properties' class whose name a static one has as well. */
function addShadowed(element, inherited) {
  const isThere = ({ name }) => element.members.some((each) => each.name === name && !each.static);
  element.members.push(...inherited.filter((each) => !each.static && !isThere(each)));
}

const publicMembers = {
  name: 'public-members',
  packageLinkPhase({ customElementsManifest }) {
    for (const declaration of customElementsManifest.modules.flatMap(
      ({ declarations }) => declarations,
    )) {
      declaration.members = declaration.members?.filter(
        // a setter of its own comes after the getter, and without a type
        ({ privacy, kind, type }) =>
          (!privacy || privacy === 'public') && (kind !== 'field' || type),
      );
    }
    // The class that holds the properties is no element, and nothing that a page imports: they are the element's own.
    const modules = customElementsManifest.modules.filter(({ path }) => path === element);
    const { declarations: held } = customElementsManifest.modules.find(
      ({ path }) => path === properties,
    );
    const inherited = held.flatMap(({ kind, members }) => (kind === 'class' ? members : []));
    for (const { declarations, exports } of modules) {
      // The analyzer takes constants within methods for the module's.
      declarations.splice(0, declarations.length, ...declarations.filter(isElement));
      for (const declaration of declarations) {
        addShadowed(declaration, inherited);
        const { superclass, members, attributes } = declaration;
        Object.assign(superclass, { name: 'LitElement', package: 'lit', module: undefined });
        for (const each of [...members, ...attributes]) {
          delete each.inheritedFrom;
        }
      }
      exports.splice(0, exports.length, ...exports.filter(({ name }) => name !== '*')); // types
    }
    for (const module of modules) {
      module.path = published;
      for (const { declaration } of module.exports) declaration.module = published;
    }
    customElementsManifest.modules = modules;
  },
};

export default {
  globs: [element, properties],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [publicMembers],
};
