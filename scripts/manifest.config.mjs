// How custom-elements.json is made: the element alone, from its class doc and its public members.

const element = 'src/dicom-viewer.ts';

const isElement = ({ customElement }) => customElement;

const publicMembers = {
  name: 'public-members',
  packageLinkPhase({ customElementsManifest }) {
    for (const declaration of customElementsManifest.modules.flatMap(
      ({ declarations }) => declarations,
    )) {
      declaration.members = declaration.members?.filter(
        ({ privacy }) => !privacy || privacy === 'public',
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
