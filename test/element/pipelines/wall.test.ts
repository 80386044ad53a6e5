import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { failureOf } from '../../failure.js';
import { embed, empty, open, restrict, run } from '../page.js';
import { beacons, hostile, through, type Outcomes } from './attempts.js';
import { ct } from './pipeline.js';

/** A policy under which the frame's script doesn't run: nothing has told the frame the nonce. */
const policy = "script-src 'nonce-a' 'strict-dynamic' 'wasm-unsafe-eval'; worker-src 'self' blob:";

describe('a page whose policy allows no wall', () => {
  it('has its pipelines refused, unless it lets them run without: then they get nothing out', async () => {
    const page = await open(empty);
    restrict(page, policy);
    await run(page, '/dist/dicom-viewer.js', 'a');
    const element = await embed(page, ct);
    const base = `${location.origin}/beacon/unsandboxed-`;
    element.parameters = { base };
    element.pipeline = hostile;
    const failure = (await failureOf(element.rendered)) as Error;
    expect(failure).to.include({ code: 'pipeline' });
    expect(failure.message).to.include('DicomViewer.allowUnsandboxedPipelines');
    expect(page.document.querySelector('iframe')).to.equal(null);

    const Viewer = element.constructor as typeof DicomViewer;
    Viewer.allowUnsandboxedPipelines = true;
    element.parameters = { base, again: true };
    await element.rendered;
    expect(through(JSON.parse(element.results?.text ?? '') as Outcomes)).to.deep.equal([]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await beacons()).filter((name) => name.startsWith('unsandboxed-'))).to.be.empty;
  });
});
