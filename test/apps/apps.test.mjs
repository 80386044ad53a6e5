// The packed package in fresh projects: each shows the pixels that are expected, in Chromium.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { run } from '../../scripts/command.mjs';
import { project } from '../../scripts/paths.mjs';
import { environments, groups } from './environments.mjs';
import { environmentOf, install, pack, write } from './projects.mjs';
import { look, serveByCommand, serveFolder, startBrowser } from './tab.mjs';

const timeout = 240_000;

const samples = ['CT_small.dcm', 'JPEG2000.dcm', 'MR_small_RLE.dcm'];

/** The files that pages show, and where they are. */
const images = {
  ...Object.fromEntries(samples.map((name) => [name, project('.cache', 'pydicom', name)])),
  'stored.zip': project('.cache', 'archives', 'stored.zip'),
};

/** What independent decoders make of the first view of each: see test/fixtures/expected.py. */
const references = Object.fromEntries(
  JSON.parse(readFileSync(project('.cache', 'fixtures', 'expected.json'), 'utf8'))
    .filter(({ name }) => samples.includes(name))
    .map(({ name, views }) => [name, views[0].references.map(({ sha256 }) => sha256)]),
);

const tarball = await pack();
const lacks = {};
for (const [name, group] of Object.entries(groups)) {
  lacks[name] = await install(name, group, tarball);
}

describe('the packed package', () => {
  let browser;

  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());

  for (const environment of environments) {
    const { name, group, fails } = environment;
    const skip = lacks[group];
    const outcome = fails ? 'says what is missing' : 'shows pixels';
    it(
      `${outcome} in ${name}${skip ? ` (not tried: ${skip})` : ''}`,
      { skip, timeout },
      async () => {
        const folder = write(environment, images);
        await build(environment, folder);
        const { url, end } = await serve(environment, folder);
        try {
          check(await look(browser, url), environment);
        } finally {
          await end();
        }
      },
    );
  }
});

async function build({ group, build = [] }, cwd) {
  for (const [program, ...args] of build) {
    const { ok, output } = await run(program, args, { cwd, env: environmentOf(group) });
    assert.ok(ok, output.slice(-2000));
  }
}

function serve({ group, output, serve: command }, cwd) {
  return command
    ? serveByCommand(command, { cwd, env: environmentOf(group) })
    : serveFolder(join(cwd, output));
}

function check(viewers, { fails }) {
  assert.deepEqual(
    viewers.map(({ name }) => name),
    Object.keys(images),
  );
  if (fails) {
    const [{ error }] = viewers;
    assert.ok(error?.includes(fails), error);
    assert.ok(error.includes('npx dicom-viewer-element copy'), error);
    return;
  }
  for (const { name, error, pixels } of viewers) {
    assert.equal(error, undefined, name);
    assert.ok(pixels.length > 0, name);
    const expected = references[name]?.map((sha256) => [
      ...readFileSync(project('.cache', 'rgba', sha256)),
    ]);
    // a zip's first image is the one of another test
    if (expected)
      assert.ok(
        expected.some((each) => each.join() === pixels.join()),
        name,
      );
  }
}
