// How custom-elements.json is made: the element alone, from its class doc and its public members.

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
  },
};

export default {
  globs: ['src/dicom-viewer.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [publicMembers],
};
