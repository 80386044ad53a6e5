// The tests that ask a real DICOMweb server: `wtr --config test/orthanc.config.mjs`.

import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOrthanc, startOrthanc } from '../scripts/orthanc.mjs';
import { project } from '../scripts/paths.mjs';
import { Problem } from '../scripts/problem.mjs';
import { tallyReporter } from './tally-reporter.mjs';
import base from './web-test-runner.config.mjs';

const passed = ['accept', 'accept-encoding'];

let orthanc;

export default {
  ...base,
  files: ['test/orthanc/*.test.ts'],
  middleware: [...base.middleware, proxy],
  plugins: [...base.plugins, filledOrthanc()],
  reporters: [base.reporters[0], tallyReporter('orthanc.json')],
};

/** A plugin that starts Orthanc, with what lies in the folder of test/fixtures/dicomweb.py, and ends it. */
function filledOrthanc() {
  return {
    name: 'orthanc',
    async serverStart() {
      const program = await findOrthanc();
      if (!program)
        throw new Problem('Orthanc and its plugin for DICOMweb could not be installed.');
      orthanc = await startOrthanc(program);
      for (const path of storedFiles()) {
        await fetch(`${orthanc.url}/instances`, { method: 'POST', body: readFileSync(path) });
      }
    },
    serverStop: () => orthanc?.stop(),
  };
}

function storedFiles() {
  const folder = project('.cache', 'dicomweb');
  return readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith('instance.dcm'))
    .map((path) => join(folder, path));
}

/** `/orthanc/…` is Orthanc's DICOMweb; `/guarded/…` too, for who has the token. */
async function proxy(context, next) {
  const [, way, path] = /^\/(orthanc|guarded)\/(.*)$/.exec(context.url) ?? [];
  if (!way) return next();
  if (way === 'guarded' && context.headers.authorization !== 'Bearer open sesame') {
    context.status = 401;
    context.body = 'Who are you?';
    return undefined;
  }
  const headers = Object.fromEntries(passed.map((name) => [name, context.headers[name] ?? '']));
  const answer = await fetch(`${orthanc.url}/dicom-web/${path}`, { headers });
  context.status = answer.status;
  context.set('content-type', answer.headers.get('content-type') ?? '');
  context.set('cache-control', 'no-store');
  context.body = Buffer.from(await answer.arrayBuffer());
  return undefined;
}
