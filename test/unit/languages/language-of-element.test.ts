import { expect } from 'chai';
import { html, LitElement } from 'lit';

import { english } from '../../../src/languages/english.js';
import { LanguageOfElement } from '../../../src/languages/language-of-element.js';
import { addLanguage } from '../../../src/languages/languages.js';

class Host extends LitElement {
  readonly language = new LanguageOfElement(this);
  updates = 0;

  override render() {
    this.updates++;
    return html`<p>${this.language.current.controls.play}</p>`;
  }
}
customElements.define('language-host', Host);

/** Lets the observer be called. */
async function microtask(): Promise<void> {
  await Promise.resolve();
}

/** The text of a host and its language, once what changed has been heard. */
async function shown(host: Host): Promise<(string | undefined)[]> {
  await microtask();
  await host.updateComplete;
  const text = host.renderRoot.querySelector('p');
  return [text?.textContent, text?.lang];
}

function put(parent: Node = document.body): Host {
  return parent.appendChild(new Host());
}

const welsh = ['Chwarae', 'cy'];
const irish = ['Seinn', 'ga'];
const inEnglish = ['Play', 'en'];

describe('the language of an element', () => {
  before(() => {
    addLanguage({ tag: 'cy', controls: { play: 'Chwarae' } });
    addLanguage({ tag: 'ga', controls: { play: 'Seinn' } });
  });
  afterEach(() => {
    document.body.replaceChildren();
    document.documentElement.removeAttribute('lang');
  });

  it('is English on a page that has none, and on one of a language that is not there', async () => {
    const host = put();
    expect(await shown(host)).to.deep.equal(inEnglish);
    document.documentElement.lang = 'tlh';
    expect(await shown(host)).to.deep.equal(inEnglish);
    expect(host.language.current).to.equal(english);
  });

  it('is that of the nearest ancestor, or its own', async () => {
    document.documentElement.lang = 'cy';
    const section = document.body.appendChild(document.createElement('section'));
    const host = put(section);
    expect(await shown(host)).to.deep.equal(welsh);
    section.lang = 'ga';
    expect(await shown(host)).to.deep.equal(irish);
    host.lang = 'cy-GB';
    expect(await shown(host)).to.deep.equal(['Chwarae', 'cy-GB']);
    host.lang = '';
    expect(await shown(host)).to.deep.equal(inEnglish);
    host.removeAttribute('lang');
    section.removeAttribute('lang');
    expect(await shown(host)).to.deep.equal(welsh);
  });

  it('is found, and followed, through shadow roots', async () => {
    const outer = document.body.appendChild(document.createElement('div'));
    const inner = outer.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'));
    const host = put(inner.attachShadow({ mode: 'closed' }));
    outer.lang = 'cy';
    expect(await shown(host)).to.deep.equal(welsh);
    inner.lang = 'ga';
    expect(await shown(host)).to.deep.equal(irish);
    document.documentElement.lang = 'en';
    expect(await shown(host)).to.deep.equal(irish);
  });

  it('is another where the element is moved to', async () => {
    const host = put();
    expect(await shown(host)).to.deep.equal(inEnglish);
    const section = document.body.appendChild(document.createElement('section'));
    section.lang = 'cy';
    section.append(host);
    expect(await shown(host)).to.deep.equal(welsh);
  });

  it('is another once the page adds it', async () => {
    document.documentElement.lang = 'gd';
    const host = put();
    expect(await shown(host)).to.deep.equal(inEnglish);
    addLanguage({ tag: 'gd', controls: { play: 'Cluich' } });
    expect(await shown(host)).to.deep.equal(['Cluich', 'gd']);
    addLanguage({ tag: 'gd', controls: { play: 'Cluich e' } });
    expect(await shown(host)).to.deep.equal(['Cluich e', 'gd']);
  });

  it('updates an element only when it is another', async () => {
    const hosts = [put(), put()] as const;
    await Promise.all(hosts.map(shown));
    hosts[0].lang = 'cy';
    document.body.lang = 'en';
    await Promise.all(hosts.map(shown));
    hosts[1].remove();
    document.body.lang = 'ga';
    await Promise.all(hosts.map(shown));
    expect(hosts.map(({ updates }) => updates)).to.deep.equal([2, 1]);
    document.body.removeAttribute('lang');
  });

  it('of what the page says is that of the page, whether its texts are there or not', async () => {
    document.documentElement.lang = 'tlh';
    const host = put();
    await shown(host);
    expect(host.language.ofPage).to.equal('tlh');
  });
});
