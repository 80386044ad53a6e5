import { expect } from 'chai';

import { UserChanges } from '../../../src/element/user-changes.js';

interface View {
  frame: number;
  center: number | undefined;
  info: boolean;
}

describe('what a user changed', () => {
  let view: View;
  let changes: UserChanges<View>;

  beforeEach(() => {
    view = { frame: 0, center: undefined, info: false };
    changes = new UserChanges(view, ['frame', 'center']);
  });

  it('is in force at once', () => {
    changes.apply({ frame: 3, center: 40 });
    expect(view).to.deep.equal({ frame: 3, center: 40, info: false });
  });

  it('gives way to what the page had set when it is restored', () => {
    view.center = 10;
    changes.apply({ center: 40 });
    changes.restore();
    expect(view.center).to.equal(10);
  });

  it('gives way to what the page had not set', () => {
    changes.apply({ center: 40 });
    changes.restore();
    expect(view.center).to.equal(undefined);
  });

  it('gives way to what the page had set also after many changes', () => {
    for (const center of [40, 41, 42]) {
      changes.apply({ center });
    }
    changes.restore();
    expect(view.center).to.equal(undefined);
  });

  it('leaves what the page has set since', () => {
    changes.apply({ center: 40 });
    view.center = 77;
    changes.restore();
    expect(view.center).to.equal(77);
  });

  it('gives way to what the page has set between two changes', () => {
    changes.apply({ center: 40 });
    view.center = 77;
    changes.apply({ center: 41 });
    changes.restore();
    expect(view.center).to.equal(77);
  });

  it('is restored only once', () => {
    changes.apply({ center: 40 });
    changes.restore();
    view.center = 40;
    changes.restore();
    expect(view.center).to.equal(40);
  });

  it('stays where it is no matter of the image', () => {
    changes.apply({ info: true });
    changes.restore();
    expect(view.info).to.be.true;
  });
});
