// What tests, conformance and benchmarks need: their tools, the samples, Chromium, and the paths to them.

import { mkdirSync } from 'node:fs';
import { delimiter } from 'node:path';
import { findTestBrowser } from './browser.mjs';
import { project } from './paths.mjs';
import { makeDemoPhantom } from './phantom.mjs';
import { installTestTools } from './python.mjs';
import { fetchRuntime } from './runtime.mjs';
import { copyDemoSamples, unpackSamples } from './samples.mjs';
import { fetchTestWheels } from './test-wheels.mjs';

/** Where runners leave their reports. */
export const reports = project('.cache', 'reports');

/** Installs and fetches what is missing; programs find each other, and Python the tests' modules. */
export async function prepareTests() {
  await installTestTools();
  const wheels = await fetchRuntime();
  await unpackSamples(wheels.pydicom);
  await copyDemoSamples();
  await makeDemoPhantom(wheels);
  await fetchTestWheels();
  mkdirSync(reports, { recursive: true });
  const programs = [project('node_modules', '.bin'), project('.venv', 'bin')];
  const modules = [project('test', 'python'), project('test', 'fixtures')];
  process.env.CHROME_PATH = await findTestBrowser();
  process.env.PATH = [...programs, process.env.PATH].join(delimiter);
  process.env.PYTHONPATH = modules.join(delimiter);
}
