/** Where the pointer is on the picture, told only to what shows it: it moves far more often than anything else changes. */
import { useState, useSyncExternalStore } from 'react';
import type { Point } from '../../../../shared/anchor/geometry.ts';

export class Pointer {
  private now: Point | null = null;
  private readonly listeners = new Set<() => void>();

  /** In pixels of the upright original; null until it was over the photo. */
  readonly get = (): Point | null => this.now;
  set(at: Point): void {
    if (at.x === this.now?.x && at.y === this.now.y) return;
    this.now = at;
    for (const told of this.listeners) told();
  }
  readonly subscribe = (told: () => void): (() => void) => {
    this.listeners.add(told);
    return () => this.listeners.delete(told);
  };
}

export const usePointer = (): Pointer => useState(() => new Pointer())[0];
export const usePointerAt = ({ subscribe, get }: Pointer): Point | null => useSyncExternalStore(subscribe, get);
