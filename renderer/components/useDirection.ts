import { useEffect } from 'react';
import { useSettings } from '../state/queries.ts';

/** Languages whose scripts run from right to left, as BCP 47 names them. */
const rightToLeft = /^(?:ar|arc|ckb|dv|fa|he|nqo|ps|sd|syr|ug|ur|yi)\b/i;

/** Puts the way the window runs on the document; `auto` goes by the language of the window's own words. */
export function useDirection(): 'ltr' | 'rtl' {
  const chosen = useSettings().data?.direction ?? 'auto';
  const direction = chosen === 'auto' ? (rightToLeft.test(document.documentElement.lang) ? 'rtl' : 'ltr') : chosen;
  useEffect(() => {
    document.documentElement.dir = direction;
  }, [direction]);
  return direction;
}
