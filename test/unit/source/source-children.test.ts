import { expect } from 'chai';
import { html, LitElement, render } from 'lit';

import { SourceChildren } from '../../../src/source/source-children.js';

const heard: (readonly string[])[] = [];

class Host extends LitElement {
  readonly sources = new SourceChildren(this, (urls) => heard.push(urls));
}
customElements.define('source-host', Host);

function put(...paths: string[]): Host {
  const host = new Host();
  host.append(...paths.map(source));
  document.body.append(host);
  return host;
}

function source(path: string): HTMLSourceElement {
  const child = document.createElement('source');
  child.src = path;
  return child;
}

function absolute(...paths: string[]): string[] {
  return paths.map((path) => new URL(path, document.baseURI).href);
}

/** Lets the observer be called. */
async function microtask(): Promise<void> {
  await Promise.resolve();
}

describe('source children', () => {
  beforeEach(() => {
    heard.length = 0;
  });
  afterEach(() => {
    document.body.replaceChildren();
  });

  it('give absolute URLs in their order', () => {
    const host = put('/b.dcm', '/a.dcm');
    expect(host.sources.urls).to.deep.equal(absolute('/b.dcm', '/a.dcm'));
    expect(heard).to.deep.equal([host.sources.urls]);
  });

  it('are nothing to tell of where there are none', () => {
    expect(put().sources.urls).to.be.empty;
    expect(heard).to.be.empty;
  });

  it('are followed as they are added, removed and reordered, all changes at once', async () => {
    const host = put('/a.dcm', '/b.dcm', '/c.dcm');
    const [a = host, b] = [...host.children];
    host.append(source('/d.dcm'), a);
    b?.remove();
    expect(heard).to.have.length(1);
    await microtask();
    expect(heard.slice(1)).to.deep.equal([absolute('/c.dcm', '/d.dcm', '/a.dcm')]);
  });

  it('are followed as their URLs change, by attribute or property', async () => {
    const host = put('/a.dcm', '/b.dcm');
    const [a, b] = [...host.children] as HTMLSourceElement[];
    a?.setAttribute('src', '/c.dcm');
    Object.assign(b as object, { src: '/d.dcm' });
    await microtask();
    expect(host.sources.urls).to.deep.equal(absolute('/c.dcm', '/d.dcm'));
    b?.removeAttribute('src');
    await microtask();
    expect(host.sources.urls).to.deep.equal(absolute('/c.dcm'));
  });

  it('are its own alone', async () => {
    const host = put('/a.dcm');
    const video = document.createElement('video');
    host.append(video, document.createElement('p'));
    video.append(source('/film.mp4'));
    host.setAttribute('src', '/c.dcm');
    await microtask();
    expect(host.sources.urls).to.deep.equal(absolute('/a.dcm'));
    expect(heard).to.have.length(1);
  });

  it('are not followed while the element is away, and read anew when it is back', async () => {
    const host = put('/a.dcm');
    host.remove();
    host.append(source('/b.dcm'));
    await microtask();
    expect(heard).to.have.length(1);
    document.body.append(host);
    expect(host.sources.urls).to.deep.equal(absolute('/a.dcm', '/b.dcm'));
    host.remove();
    document.body.append(host);
    expect(heard).to.have.length(2);
  });

  it('may be rendered by a template', async () => {
    const list = (paths: string[]) => html`
      <source-host>${paths.map((path) => html`<source src=${path} />`)}</source-host>
    `;
    render(list(['/a.dcm', '/b.dcm']), document.body);
    render(list(['/b.dcm', '/a.dcm']), document.body);
    await microtask();
    expect(heard.at(-1)).to.deep.equal(absolute('/b.dcm', '/a.dcm'));
    render('', document.body);
  });
});
