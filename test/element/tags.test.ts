import { expect } from 'chai';

import { sendKeys } from '@web/test-runner-commands';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import { button, has, heard, inside, put, sample, show } from './harness.js';
import { click, followClipboard, press } from './user.js';

const withTags = { info: '', 'info-tab': 'tags', controls: '' };
const series = '/.cache/planes/axial.zip';

/** Waits until something holds, for as long as a test may take. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise(requestAnimationFrame);
  }
}

/** The rows of the tree that are in the page. */
function rows(element: DicomViewer): HTMLElement[] {
  return [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.tree .row') ?? [])];
}

function part(row: HTMLElement | undefined, name: string): string {
  return row?.querySelector(`.${name}`)?.textContent.trim() ?? '';
}

/** The row with a tag. */
function rowOf(element: DicomViewer, tag: string): HTMLElement {
  const found = rows(element).find((row) => part(row, 'tag') === tag);
  if (!found) {
    throw new Error(`There is no row ${tag}.`);
  }
  return found;
}

/** Shows an image with its tags, whose names have come. */
async function showTags(
  src: string,
  attributes: Record<string, string> = {},
): Promise<DicomViewer> {
  const element = await show(src, { ...withTags, ...attributes });
  await until(
    () =>
      outline(element)[0] === '(0002,0000)' && part(rows(element)[0], 'name').startsWith('File'),
  );
  return element;
}

/** Types into the search field, and waits for what it finds. */
async function search(element: DicomViewer, text: string): Promise<void> {
  const field = inside(element, '.tags input') as HTMLInputElement;
  field.focus();
  field.select();
  await sendKeys({ type: text });
  await until(() => inside(element, '.count').textContent !== '');
}

/** The tags of the rows that a search leaves, each after as many dots as it lies deep. */
function outline(element: DicomViewer): string[] {
  return rows(element).map((row) => {
    const depth = '.'.repeat(Number(row.ariaLevel) - 1);
    return depth + (part(row, 'tag') || part(row, 'name'));
  });
}

/** The title of the row that the keys act on. */
function active(element: DicomViewer): string {
  const tree = inside(element, '.tree');
  const id = tree.getAttribute('aria-activedescendant') ?? '';
  return part(element.shadowRoot?.getElementById(id) ?? undefined, 'name');
}

describe('the tag browser', () => {
  it('lists the elements of the file with their names, representations and values', async () => {
    const element = await showTags(sample('CT_small.dcm'));
    const [first] = rows(element);
    expect(part(first, 'tag')).to.equal('(0002,0000)');
    const row = rowOf(element, '(0008,0008)');
    expect(['name', 'vr', 'value'].map((name) => part(row, name))).to.deep.equal([
      'Image Type',
      'CS',
      String.raw`ORIGINAL\PRIMARY\AXIAL`,
    ]);
    expect(part(rowOf(element, '(0002,0001)'), 'value')).to.equal('2 bytes');
  });

  it('has a part of its own, and opens by its tab, which is a change of the user’s', async () => {
    const element = await show(sample('CT_small.dcm'), { info: '', controls: '' });
    const changes = heard(element, 'dicom-change');
    expect(has(element, '.tree')).to.equal(false);
    await click(button(element, 'Tags'));
    await until(() => rows(element).length > 0);
    expect(changes).to.deep.equal([{ infoTab: 'tags' }]);
    expect(element.getAttribute('info-tab')).to.equal('tags');
    expect(inside(element, '[part="tags"]').querySelector('.tree')).not.to.equal(null);
    await press('ArrowLeft');
    await element.updateComplete;
    expect(element.infoTab).to.equal('summary');
    expect(element.shadowRoot?.activeElement?.textContent.trim()).to.equal('Summary');
  });

  it('names private elements', async () => {
    const element = await showTags(sample('CT_small.dcm'));
    await search(element, '00431028');
    await until(() => part(rows(element)[0], 'name') === 'Unique image iden');
    expect(outline(element)).to.deep.equal(['(0043,1028)']);
  });

  it('unfolds sequences, and an only item with them', async () => {
    const element = await showTags(sample('rtdose_1frame.dcm'));
    await search(element, '300C0002');
    const [row] = rows(element);
    expect([row?.ariaExpanded, part(row, 'value')]).to.deep.equal(['false', 'Items: 1']);
    await click(rowOf(element, '(300C,0002)'));
    await until(() => rows(element).length > 2);
    expect(outline(element).slice(0, 3)).to.deep.equal(['(300C,0002)', '.Item 1', '..(0008,1150)']);
    expect(rows(element)[0]?.ariaExpanded).to.equal('true');
  });

  it('finds tags, keywords, names, representations and values, with what holds them', async () => {
    const element = await showTags(sample('rtdose_1frame.dcm'));
    for (const [text, found] of [
      ['300c,0002', ['(300C,0002)']],
      ['referencedsopinstanceuid', ['(300C,0002)', '.Item 1', '..(0008,1155)']],
      ['Dose Grid Scaling', ['(3004,000E)']],
      ['physical', ['(3004,0004)']],
    ] as const) {
      await search(element, text);
      await until(() => outline(element).join() === found.join());
    }
    expect(inside(element, '.count').textContent).to.equal('Found: 1');
  });

  it('marks what differs from the slice before, and shows nothing else on demand', async () => {
    const element = await showTags(series, { frame: '3' });
    const only = button(element, 'Changes');
    await until(() => !only.disabled);
    await click(only);
    await until(() => inside(element, '.count').textContent !== '');
    const { metadata } = element;
    element.frame = 2;
    await element.rendered;
    const before = element.metadata;
    element.frame = 3;
    await element.rendered;
    const expected = Object.keys(metadata ?? {}).filter(
      (tag) =>
        /^[\dA-F]{8}$/.test(tag) &&
        JSON.stringify(metadata?.[tag]) !== JSON.stringify(before?.[tag]),
    );
    await until(() => rows(element).length === expected.length);
    const tags = rows(element).map((row) => part(row, 'tag').replaceAll(/\W/g, ''));
    expect(tags).to.deep.equal(expected.sort());
    expect(rows(element).every((row) => row.querySelector('.differs'))).to.equal(true);
    element.frame = 0;
    await element.rendered;
    await until(() => !rows(element).some((row) => row.querySelector('.differs')));
  });

  it('keeps its rows in their places from slice to slice', async () => {
    const element = await showTags(series);
    const firsts = new Set<string | undefined>();
    const observer = new MutationObserver(() => firsts.add(outline(element)[0]));
    observer.observe(inside(element, '.tags'), { subtree: true, childList: true, characterData: true }); // prettier-ignore
    element.frame = 1;
    await element.rendered;
    await until(() => rows(element).some((row) => row.querySelector('.differs')));
    observer.disconnect();
    expect([...firsts]).to.deep.equal(['(0002,0000)']);
  });

  it('lists who is named', async () => {
    const element = await showTags(sample('CT_small.dcm'));
    const shown = () => inside(element, '.count').textContent;
    await click(button(element, 'Who is named in here?'));
    await until(() => shown() !== '');
    expect(outline(element)[0]).to.equal('(0002,0003)');
    await search(element, "patient's name");
    await until(() => shown() === 'Found: 1');
    expect(outline(element)).to.deep.equal(['(0010,0010)']);
    await search(element, 'rows');
    await until(() => shown() === 'Found: 0');
  });

  it('shows a long value when it is asked for', async () => {
    const element = await showTags(sample('examples_ybr_color.dcm'));
    await search(element, '00191050');
    await until(() => outline(element).length === 1);
    await click(rowOf(element, '(0019,1050)'));
    await until(() => has(element, '.whole'));
    const short = inside(element, '.whole').textContent;
    expect(short.length).to.equal(301);
    await click(button(element, 'Show all'));
    const whole = inside(element, '.whole').textContent;
    expect(whole.length).to.be.greaterThan(20_000);
    expect(whole.startsWith(short.slice(0, 300))).to.equal(true);
  });

  it('leads to the standard, in a tab that knows nothing of the page', async () => {
    const element = await showTags(sample('CT_small.dcm'));
    await click(rowOf(element, '(0008,0008)'));
    await until(() => has(element, '.details a'));
    const link = inside(element, '.details a') as HTMLAnchorElement;
    expect([link.target, link.rel]).to.deep.equal(['_blank', 'noopener noreferrer']);
    expect(new URL(link.href).hostname).to.equal('dicom.nema.org');
    expect(link.hash).to.include('0008%2C0008');
  });

  it('copies a value by the keyboard', async () => {
    const { copied, end } = followClipboard();
    const element = await showTags(sample('CT_small.dcm'));
    await click(rowOf(element, '(0008,0008)'));
    await press('c', 'Control');
    await click(inside(element, '.details .copy'));
    end();
    const value = String.raw`ORIGINAL\PRIMARY\AXIAL`;
    expect(copied).to.deep.equal([value, value]);
  });

  it('saves the elements as JSON and as a table', async () => {
    const element = await showTags(sample('CT_small.dcm'));
    const saved: Promise<string>[] = [];
    const createObjectURL = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      saved.push(blob.text());
      return 'data:,';
    };
    inside(element, '[aria-label="Save as JSON"]').click();
    inside(element, '[aria-label="Save as CSV"]').click();
    await until(() => saved.length === 2);
    URL.createObjectURL = createObjectURL;
    const [json = '', csv = ''] = await Promise.all(saved);
    const { summary, geometry, ...elements } = element.metadata ?? {};
    expect([summary, geometry]).not.to.include(undefined);
    expect(JSON.parse(json)).to.deep.equal(elements);
    expect(csv.split('\r\n')).to.include(
      String.raw`"(0008,0008)",CS,ImageType,Image Type,ORIGINAL\PRIMARY\AXIAL`,
    );
  });

  it('shows nothing that identifies a person where that is hidden', async () => {
    const element = await showTags(series, { 'hide-identity': '', frame: '2' });
    const tree = inside(element, '.tree');
    const seen: string[] = [];
    for (let top = 0; top < tree.scrollHeight; top += 100) {
      tree.scrollTop = top;
      await new Promise(requestAnimationFrame);
      seen.push(...outline(element));
    }
    expect(seen).to.include('(0028,0010)');
    for (const tag of ['(0002,0003)', '(0008,0018)', '(0010,0010)', '(0010,0020)', '(0020,000D)']) {
      expect(seen, tag).not.to.include(tag);
    }
    expect(has(element, 'button[aria-pressed]')).to.equal(true);
    expect(inside(element, '.tag-tools').textContent).not.to.include('Who is named');
    const uid = element.metadata?.['00080018']?.Value?.[0] as string;
    expect(element.shadowRoot?.innerHTML).not.to.include(uid);
  });

  it('leaves nothing behind that is to be hidden once nobody looks at the tags', async () => {
    const element = await showTags(sample('CT_small.dcm'));
    element.infoTab = 'summary';
    element.hideIdentity = true;
    await element.updateComplete;
    expect(element.shadowRoot?.textContent).not.to.include('CompressedSamples');
    expect(rows(element)).to.be.empty;
  });

  it('takes the keys of a tree', async () => {
    const element = await showTags(sample('rtdose_1frame.dcm'));
    inside(element, '.tree').focus();
    await press('ArrowDown');
    expect(active(element)).to.equal('File Meta Information Version');
    await press('End');
    await until(() => active(element) === 'Pixel Data');
    await press('ArrowUp');
    const last = active(element);
    await press('ArrowRight'); // unfolds, then goes in
    await press('ArrowRight');
    expect(active(element)).to.equal('Item 1');
    await press('ArrowLeft'); // folds the item, then leaves it
    await press('ArrowLeft');
    expect(active(element)).to.equal(last);
    await press('Home');
    await until(() => active(element) === 'File Meta Information Group Length');
    await sendKeys({ type: "patient's n" });
    await until(() => active(element) === "Patient's Name");
    expect(element.shadowRoot?.activeElement).to.equal(inside(element, '.tree'));
  });

  it('holds only the rows in the page that are seen, of thousands', async () => {
    const element = await showTags(sample('CT_small.dcm'));
    const all = Object.keys(element.metadata ?? {}).length;
    expect(rows(element).length).to.be.lessThan(all / 2);
    const tree = inside(element, '.tree');
    tree.scrollTop = tree.scrollHeight;
    await until(() => outline(element).includes('(7FE0,0010)'));
    expect(rows(element).length).to.be.lessThan(all / 2);
    const { bottom } = tree.getBoundingClientRect();
    const last = rows(element).at(-1)?.getBoundingClientRect().bottom ?? 0;
    expect(Math.abs(last - bottom)).to.be.lessThan(2);
  });

  it('has name and value in two lines, whatever other parts the element has', async () => {
    const element = await showTags(sample('CT_small.dcm'), { controls: '' });
    for (const row of rows(element)) {
      const [name, value] = ['.name', '.value'].map((each) =>
        row.querySelector(each)?.getBoundingClientRect(),
      );
      expect(name?.bottom).to.be.at.most((value?.top ?? 0) + 1);
    }
  });

  it('shows the tags of a file without an image, which is no error in red', async () => {
    const element = put({ src: sample('rtplan.dcm'), controls: '' });
    expect(await failureOf(element.rendered)).to.include({ code: 'no-image' });
    await element.updateComplete;
    await click(button(element, 'Show its tags'));
    await until(() => outline(element).includes('(0008,0016)'));
    await until(() => part(rowOf(element, '(0008,0016)'), 'name') === 'SOP Class UID');
    expect(inside(element, '.error').className).to.include('no-image');
  });

  it('goes with Escape, and focus stays in the element', async () => {
    const element = await showTags(sample('CT_small.dcm'));
    inside(element, '.tree').focus();
    await press('Escape');
    await element.updateComplete;
    expect(has(element, '.info')).to.equal(false);
    expect(element.shadowRoot?.activeElement).to.equal(inside(element, '.stage'));
  });
});
