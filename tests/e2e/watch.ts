/** Notes everything that must never happen in a window, whatever it shows. */
import type { BrowserContext } from '@playwright/test';

export interface Watch {
  /** Errors on the console, errors of scripts, breaches of the content policy and requests to anyone else, in words. */
  readonly faults: readonly string[];
}

/** Watches every window of a context from now on; `origin` is the only place that may be asked for anything. */
export function watchContext(context: BrowserContext, origin: string): Watch {
  const faults: string[] = [];
  const mine = (url: string): boolean => {
    const { protocol, origin: asked } = new URL(url);
    return protocol === 'data:' || protocol === 'blob:' || protocol === 'about:' || asked.replace(/^ws/, 'http') === origin;
  };
  // A breach of the content policy is an error on Chromium's console, too; so is an answer of 4xx or 5xx.
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => faults.push(`script: ${error.error().stack ?? error.error().message}`));
  context.on('request', (request) => {
    if (!mine(request.url())) faults.push(`request: ${request.url()}`);
  });
  context.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      if (!mine(socket.url())) faults.push(`socket: ${socket.url()}`);
    });
  });
  return { faults };
}
