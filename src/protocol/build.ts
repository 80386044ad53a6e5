/** What distinguishes one build of dist/ from another: the bundler puts the hash of the sources here. */
export const build = 'sources';
