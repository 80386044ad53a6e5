// `npm start`: fetches and builds what is missing or out of date, then serves the demo.

import { build } from './build.mjs';
import { makeDemoPhantom } from './phantom.mjs';
import { main } from './problem.mjs';
import { say } from './progress.mjs';
import { copyDemoSamples, unpackSamples } from './samples.mjs';
import { serveDemo } from './server.mjs';

await main(async () => {
  const wheels = await build();
  await unpackSamples(wheels.pydicom);
  await copyDemoSamples();
  await makeDemoPhantom(wheels);
  const { url } = await serveDemo();
  say(`\nThe demo is at ${url} (Ctrl+C ends it).`);
});
