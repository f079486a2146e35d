/** Says short things to screen readers, politely; the same words twice are said twice. */
import { type ReactNode, useCallback, useState } from 'react';

export function useAnnounce(): { announce(words: string): void; voice: ReactNode } {
  const [said, setSaid] = useState({ words: '', turn: false });
  const announce = useCallback((words: string) => setSaid(({ turn }) => ({ words, turn: !turn })), []);
  const voice = (
    <div role="status" className="vh">
      {said.words}
      {said.turn ? '\u00a0' : ''}
    </div>
  );
  return { announce, voice };
}
