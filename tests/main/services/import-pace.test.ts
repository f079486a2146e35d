import { describe, expect, it } from 'vitest';
import { Pace } from '../../../main/services/importing/pace.ts';

/** A pace of `each` files a second, for so many seconds. */
function steady(each: number, seconds: number): Pace {
  const pace = new Pace();
  pace.start(0);
  for (let n = 1; n <= each * seconds; n++) pace.note((n / each) * 1000);
  return pace;
}

describe('the pace of an import', () => {
  it('says nothing before it knows anything', () => {
    const pace = new Pace();
    expect([pace.perSecond(5000), pace.secondsLeft(5000, 100)]).toEqual([null, null]);
    pace.start(0);
    pace.note(100);
    expect([pace.perSecond(200), pace.secondsLeft(200, 100)]).toEqual([null, null]);
  });

  it.each([
    [10, 5],
    [4, 20],
    [200, 40],
  ])('of %i files a second is told as that, and what is left by it', (each, seconds) => {
    const pace = steady(each, seconds);
    const now = seconds * 1000 + 1;
    expect(pace.perSecond(now)).toBeCloseTo(each, 0);
    expect(pace.secondsLeft(now, each * 60)).toBeGreaterThan(50);
    expect(pace.secondsLeft(now, each * 60)).toBeLessThan(75);
  });

  it('is not turned by one file that took long', () => {
    const pace = steady(20, 12);
    // Nothing for eight seconds, then as before
    for (let n = 1; n <= 200; n++) pace.note(20_000 + (n / 20) * 1000);
    expect(pace.secondsLeft(30_001, 200)).toBeLessThan(15);
  });

  it('begins anew after a rest', () => {
    const pace = steady(10, 10);
    pace.rest();
    expect([pace.perSecond(10_500), pace.secondsLeft(10_500, 10)]).toEqual([null, null]);
  });
});
