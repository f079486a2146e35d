/** A stage as large as there is room, on which one may draw in pixels of a picture. */
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

interface Props {
  width: number;
  height: number;
  /** Which picture this is; stands over it. */
  label: ReactNode;
  children: ReactNode;
  /** Over the picture, in its own size on screen. */
  over?: ReactNode;
}

export function Frame({ width, height, label, children, over }: Props) {
  const room = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(0);
  useLayoutEffect(() => {
    const box = room.current;
    if (!box) return;
    const measure = () => setScale(Math.min(box.clientWidth / width, box.clientHeight / height));
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    return () => watch.disconnect();
  }, [width, height]);
  return (
    <figure className="frame">
      <div ref={room} className="frame-room">
        <div className="frame-cut" style={{ inlineSize: width * scale, blockSize: height * scale }}>
          <div className="frame-stage" style={{ inlineSize: width, blockSize: height, transform: `scale(${scale})` }}>
            {children}
          </div>
          {over}
        </div>
      </div>
      <figcaption>{label}</figcaption>
    </figure>
  );
}
