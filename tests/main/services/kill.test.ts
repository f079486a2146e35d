import { describe, expect, it } from 'vitest';
import { killRounds } from '../../support/kill-rounds.ts';

/** A share of the full proof; ASSAY_KILL_ROUNDS=200 runs all of it. */
const rounds = Number(process.env['ASSAY_KILL_ROUNDS'] ?? 8);

/** Lehmer generator: the same moments in every run. */
function moments(count: number): number[] {
  let seed = 20260102;
  return Array.from({ length: count }, () => {
    seed = (seed * 48271) % 2147483647;
    return Math.floor((seed / 2147483647) * 500);
  });
}

describe('a killed workbench', () => {
  it(`leaves a case that opens, verifies and holds every acknowledged change (${rounds} kills)`, {
    timeout: 30_000 + rounds * 10_000,
  }, async () => {
    const report = await killRounds(moments(rounds));
    expect(report.missing).toEqual([]);
    expect(report.findings).toEqual([]);
    // Kills that find nothing done, or a lock that never was held, would prove nothing: each comes after the first import
    expect(report.acknowledged).toBeGreaterThanOrEqual(rounds);
    expect(report.recovered).toBe(report.rounds);
    console.log(`killed ${report.rounds} times, ${report.acknowledged} acknowledged changes, all there`);
  });
});
