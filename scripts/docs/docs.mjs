// `npm run docs`: makes the site of the documentation in .cache/docs, for any static host and any sub-path.

import { build } from '../build.mjs';
import { makeDemoPhantom } from '../phantom.mjs';
import { project } from '../paths.mjs';
import { main } from '../problem.mjs';
import { say } from '../progress.mjs';
import { unpackSamples } from '../samples.mjs';
import { writeSite } from './site.mjs';

const folder = project('.cache', 'docs');

await main(async () => {
  const wheels = await build();
  await unpackSamples(wheels.pydicom);
  await makeDemoPhantom(wheels);
  writeSite(folder);
  say(`${folder} holds the site. \`npx sirv .cache/docs\` serves it.`);
});
