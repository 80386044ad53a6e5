import { expect } from 'chai';

import { EventQueue } from '../../../src/source/event-queue.js';

async function read<T>(queue: EventQueue<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of queue) {
    values.push(value);
  }
  return values;
}

describe('an event queue', () => {
  it('gives what was pushed before it is read, in order', async () => {
    const queue = new EventQueue<number>();
    [1, 2, 3].forEach(queue.push);
    queue.end();
    expect(await read(queue)).to.deep.equal([1, 2, 3]);
  });

  it('gives what is pushed while its reader waits', async () => {
    const queue = new EventQueue<number>();
    const reading = read(queue);
    for (const value of [1, 2, 3]) {
      await Promise.resolve();
      queue.push(value);
    }
    queue.end();
    expect(await reading).to.deep.equal([1, 2, 3]);
  });

  it('gives what is pushed while a value is used', async () => {
    const queue = new EventQueue<number>();
    queue.push(1);
    const values: number[] = [];
    for await (const value of queue) {
      values.push(value);
      if (value < 4) {
        queue.push(value + 1);
      } else {
        queue.end();
      }
    }
    expect(values).to.deep.equal([1, 2, 3, 4]);
  });

  it('takes nothing once it has ended', async () => {
    const queue = new EventQueue<number>();
    queue.end();
    queue.push(1);
    expect(await read(queue)).to.deep.equal([]);
  });
});
