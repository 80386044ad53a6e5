import { expect } from 'chai';

import type { PipelineContext } from '../../../src/pipeline/context.js';
import { KeptLabels } from '../../../src/pipeline/kept-labels.js';
import type { Request } from '../../../src/protocol/messages.js';
import type { Study } from '../../../src/runtime/study.js';

/** Labels, and what they ask of the viewers' Python. */
function labels(data: Uint8Array | Uint16Array) {
  const requests: Request[] = [];
  const call = (request: Request) => {
    requests.push(request);
    return Promise.resolve(null);
  };
  const study = { number: 7 } as unknown as Study;
  const array = { data, shape: [1, 2, 2] };
  const kept = new KeptLabels(study, 1, array, call as PipelineContext['call']);
  return { kept, requests, settle: () => new Promise((resolve) => setTimeout(resolve)) };
}

describe('labels of a volume', () => {
  it('are brought to Python once, when they are first drawn, and stay here too', async () => {
    const data = Uint16Array.of(0, 1, 700, 2);
    const { kept, requests } = labels(data);
    expect(requests).to.be.empty;
    const name = await kept.layer();
    expect(await kept.layer()).to.equal(name);
    expect(requests).to.have.lengthOf(1);
    const { bytes, ...request } = requests[0] as Extract<Request, { type: 'keep-labels' }>;
    expect(request).to.deep.equal({
      ...{ type: 'keep-labels', study: 7, series: 1, layer: name },
      ...{ dtype: 'uint16', shape: [1, 2, 2] },
    });
    expect([...new Uint16Array(bytes)]).to.deep.equal([...data]);
    expect(bytes).not.to.equal(data.buffer);
  });

  it('have a name of their own each time', async () => {
    const data = Uint8Array.of(0, 1, 1, 0);
    expect(await labels(data).kept.layer()).not.to.equal(await labels(data).kept.layer());
  });

  it('are forgotten where they were brought, and only there', async () => {
    const { kept, requests, settle } = labels(Uint8Array.of(0, 1, 1, 0));
    kept.forget();
    await settle();
    expect(requests).to.be.empty;
    const layer = await kept.layer(); // asked by a drawing that had begun
    await settle();
    expect(requests.map(({ type }) => type)).to.deep.equal(['keep-labels', 'forget-labels']);
    expect(requests[1]).to.deep.equal({ type: 'forget-labels', study: 7, layer });
  });
});
