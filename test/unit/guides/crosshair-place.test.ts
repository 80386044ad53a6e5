import { expect } from 'chai';
import { render } from 'lit';

import { crosshairPlace } from '../../../src/guides/crosshair-place.js';
import { english } from '../../../src/languages/english.js';
import { axialPlane } from '../axial-plane.js';

describe('the place of the crosshair', () => {
  it('is said by the letters of the patient, each beside the plane across it', () => {
    const { crosshair } = axialPlane;
    const plane = {
      ...axialPlane,
      crosshair: { ...crosshair, center: [-12.34, 5, 100] as [number, number, number] },
    };
    const page = document.createElement('div');
    render(crosshairPlace([plane, plane, plane], english), page);
    const texts = [...page.querySelectorAll('dt, dd')].map(({ textContent }) => textContent.trim());
    expect(texts).to.deep.equal([
      ...['Sagittal', 'R 12.3 mm', 'Coronal', 'P 5.0 mm', 'Axial', 'H 100.0 mm'],
    ]);
  });

  it('is nothing where there are no three planes', () => {
    expect(crosshairPlace([], english)).to.equal(undefined);
    expect(crosshairPlace([axialPlane], english)).to.equal(undefined);
  });
});
