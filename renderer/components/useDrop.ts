import { useEffect, useRef, useState } from 'react';
import { filesOf } from './dropped.ts';

/** Takes files dropped anywhere in the window; true while some are held over it. */
export function useDrop(onDrop: (files: readonly File[]) => Promise<void>): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(onDrop);
  useEffect(() => {
    latest.current = onDrop;
  });
  useEffect(() => {
    let depth = 0;
    const carries = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!carries(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const above = (event: DragEvent) => {
      if (!carries(event) || !event.dataTransfer) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    };
    const drop = (event: DragEvent) => {
      if (!carries(event) || !event.dataTransfer) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      void filesOf(event.dataTransfer).then((files) => latest.current(files));
    };
    const on = { dragenter: enter, dragleave: leave, dragover: above, drop };
    window.addEventListener('dragenter', on.dragenter);
    window.addEventListener('dragleave', on.dragleave);
    window.addEventListener('dragover', on.dragover);
    window.addEventListener('drop', on.drop);
    return () => {
      window.removeEventListener('dragenter', on.dragenter);
      window.removeEventListener('dragleave', on.dragleave);
      window.removeEventListener('dragover', on.dragover);
      window.removeEventListener('drop', on.drop);
    };
  }, []);
  return over;
}
