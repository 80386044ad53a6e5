import { expect } from 'chai';

import { fetchWhole, importWithStallLimit } from '../../../src/network/import.js';
import { failureOf } from '../../failure.js';

const codec = 'dist/codecs/rle.js';

function absolute(path: string): string {
  return new URL(path, location.href).href;
}

async function sha256(path: string): Promise<string> {
  const bytes = await (await fetch(path)).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}

describe('a module that is imported with a stall limit', () => {
  it('is there', async () => {
    const module = await importWithStallLimit(absolute(`/${codec}`));
    expect(module).to.have.property('startCodec');
  });

  it('is there if its hash is the expected one', async () => {
    const integrity = await sha256(`/${codec}`);
    const module = await importWithStallLimit(absolute(`/${codec}?hash`), { integrity });
    expect(module).to.have.property('startCodec');
  });

  it('is an error that names it if its hash is another', async () => {
    const integrity = await sha256('/dist/codecs/jpeg.js');
    const importing = importWithStallLimit(absolute(`/${codec}?other`), { integrity });
    expect(((await failureOf(importing)) as Error).message).to.include('rle.js');
  });

  it('is an error that names the setting if it exports nothing, as a bundler may leave it', async () => {
    const script = new Blob(['globalThis.ran = true'], { type: 'text/javascript' });
    const importing = importWithStallLimit(URL.createObjectURL(script));
    expect(((await failureOf(importing)) as Error).message).to.include('DicomViewer.base');
  });

  it('is an error that names it if it stalls', async () => {
    const importing = importWithStallLimit(absolute(`/hang/${codec}`), { limit: 50 });
    const { message } = (await failureOf(importing)) as Error;
    expect(message).to.include('rle.js').and.to.include('0.05 seconds');
  });

  it('has all the time where it arrives slowly', async () => {
    // 1.2 kB at 500 B/s: longer than the limit in all, but never without a byte for so long.
    const module = await importWithStallLimit(absolute(`/drip/500/${codec}`), { limit: 2000 });
    expect(module).to.have.property('startCodec');
  });

  it('is fetched anew after it failed', async () => {
    const url = absolute(`/fragile/${codec}`);
    await fetch(`${url}?break`);
    await failureOf(importWithStallLimit(url));
    await fetch(`${url}?mend`);
    expect(await importWithStallLimit(url)).to.have.property('startCodec');
  });
});

describe('a file that is fetched as a whole', () => {
  it('is an error that names it and its status', async () => {
    const { message } = (await failureOf(fetchWhole(absolute('/status/404')))) as Error;
    expect(message).to.include("404 can't be fetched").and.to.include('answered 404');
  });

  it('is an error that names it if the connection ends in the middle', async () => {
    const { message } = (await failureOf(fetchWhole(absolute(`/cut/${codec}`)))) as Error;
    expect(message).to.include('rle.js');
  });
});
