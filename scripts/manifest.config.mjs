// How custom-elements.json is made: the element alone, from its class doc and its public members.

const element = 'src/dicom-viewer.ts';

/** The module of the package that has it all. */
const published = 'dist/dicom-viewer.js';

const isElement = ({ customElement }) => customElement;

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
    for (const { declarations, exports } of modules) {
      // The analyzer takes constants within methods for the module's.
      declarations.splice(0, declarations.length, ...declarations.filter(isElement));
      for (const { superclass, members, attributes } of declarations) {
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
  globs: [element, 'src/viewer-properties.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [publicMembers],
};
