/** The way in and out of one command: streams, folder, cancellation. Tests lend their own. */
export interface Terminal {
  /** Paths in arguments are relative to this folder. */
  readonly folder: string;
  readonly json: boolean;
  readonly signal: AbortSignal;
  readonly stdinText: () => Promise<string>;
  /** One line that is not shown while it is typed: from ASSAY_PASSWORD, the keyboard or stdin. Never from an argument, which others on the machine can see. */
  readonly secret?: (question: string) => Promise<string>;
  /** True where progress may be drawn over itself on stderr. */
  readonly drawsProgress: boolean;
  /** True where stdout is read by a person: imported words must not steer the terminal. */
  readonly outIsTerminal: boolean;
  out(text: string): void;
  err(text: string): void;
}

/** One line on stderr that is drawn over itself; nothing where stderr is no terminal. */
export function progressLine(terminal: Terminal): { show(text: string): void; end(): void } {
  let drawn = false;
  return {
    show: (text) => {
      if (!terminal.drawsProgress) return;
      drawn = true;
      terminal.err(`\r\u001b[2K${text}`);
    },
    end: () => {
      if (drawn) terminal.err('\r\u001b[2K');
    },
  };
}

/** The one answer of a command: JSON for scripts, words for people. */
export function answer(terminal: Terminal, value: unknown, words: () => string): void {
  terminal.out(terminal.json ? `${JSON.stringify(value, null, 2)}\n` : words());
}
