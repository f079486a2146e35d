/**
 * Every action that a key runs: where it works, its keys unless a person chose others, and its words. Keys are written
 * as they are shown: modifiers in the order Ctrl Alt Shift, then the key ('J', 'Shift J', 'Ctrl Shift Z', ']', '→',
 * 'Enter', 'Esc', 'Space', 'F6'). A sign that needs Shift stands for itself ('?', not 'Shift /'). An action without keys can be given one.
 */

/** Where keys work. What is `within` another works beside it; a scope that goes `first` takes its keys before those around it. */
interface Scope {
  readonly words: string;
  readonly within: string | null;
  readonly first?: true;
}
export const scopes = {
  everywhere: { words: 'Everywhere', within: null },
  start: { words: 'Start', within: 'everywhere' },
  case: { words: 'In a case', within: 'everywhere' },
  sources: { words: 'Sources and claims', within: 'case' },
  reader: { words: 'Reading a source', within: 'sources' },
  text: { words: 'Article', within: 'reader' },
  page: { words: 'Pages of a document', within: 'text' },
  'page-held': { words: 'Page, region in hand', within: 'page', first: true },
  photo: { words: 'Photo', within: 'reader' },
  'photo-held': { words: 'Photo, region in hand', within: 'photo', first: true },
  'photo-plot': { words: 'Photo, outline or measure', within: 'photo', first: true },
  import: { words: 'Import screen', within: 'case' },
  compare: { words: 'Two sources compared', within: 'case' },
  decisions: { words: 'Decisions about excerpts', within: 'case' },
} as const satisfies Readonly<Record<string, Scope>>;
export type ScopeId = keyof typeof scopes;

export interface Action {
  readonly scope: ScopeId;
  readonly keys: readonly string[];
  readonly words: string;
  /** Keys that everybody expects to stay: Enter, Esc, arrows. They are shown and cannot be changed. */
  readonly fixed?: true;
}

const table = {
  'app.palette': { scope: 'everywhere', keys: ['Ctrl K'], words: 'Search, or run a command' },
  'app.open': { scope: 'everywhere', keys: ['Ctrl O'], words: 'Open a case' },
  'app.keys': { scope: 'everywhere', keys: ['?'], words: 'Keys: this sheet' },
  'app.display': { scope: 'everywhere', keys: ['Ctrl ,'], words: 'Reading and display' },
  'app.close': { scope: 'everywhere', keys: ['Esc'], words: 'Close, cancel', fixed: true },

  'start.new-case': { scope: 'start', keys: ['Ctrl N'], words: 'New case' },

  'case.new-claim': { scope: 'case', keys: ['Ctrl N'], words: 'New claim' },
  'case.undo': { scope: 'case', keys: ['Ctrl Z'], words: 'Undo' },
  'case.redo': { scope: 'case', keys: ['Ctrl Shift Z', 'Ctrl Y'], words: 'Redo' },
  'case.export': { scope: 'case', keys: ['Ctrl E'], words: 'Export the report as PDF' },
  'case.paste': { scope: 'case', keys: ['Ctrl V'], words: 'Import what is on the clipboard', fixed: true },
  'case.import': { scope: 'case', keys: [], words: 'Import files' },
  'case.evidence-screen': { scope: 'case', keys: [], words: 'To sources and claims' },
  'case.import-screen': { scope: 'case', keys: ['Ctrl I'], words: 'To the import screen' },
  'case.compare-with': { scope: 'case', keys: [], words: 'Compare the open source with another' },
  'case.decisions-screen': { scope: 'case', keys: [], words: 'To the decisions about excerpts' },
  'case.log-screen': { scope: 'case', keys: [], words: 'To the custody log' },
  'case.verify': { scope: 'case', keys: [], words: 'Verify this case' },
  'case.reveal': { scope: 'case', keys: ['Q'], words: 'Reveal a covered photo, cover it again' },
  'case.next-panel': { scope: 'case', keys: ['F6'], words: 'Next panel' },
  'case.previous-panel': { scope: 'case', keys: ['Shift F6'], words: 'The panel before' },

  'sources.step': { scope: 'sources', keys: ['↑', '↓'], words: 'In a list: next source, next claim', fixed: true },
  'sources.enter': { scope: 'sources', keys: ['Enter'], words: 'In a list: open it; show evidence at its place', fixed: true },
  'triage.read-next': { scope: 'sources', keys: ['E'], words: 'Source is read; to the next new one' },
  'triage.next-new': { scope: 'sources', keys: ['U'], words: 'To the next new source' },
  'triage.read': { scope: 'sources', keys: ['Shift E'], words: 'Source is read' },
  'triage.set-aside': { scope: 'sources', keys: ['X'], words: 'Set the source aside' },
  'triage.key': { scope: 'sources', keys: ['*'], words: 'Key source' },
  'triage.new': { scope: 'sources', keys: ['Shift U'], words: 'Source is new again' },
  'triage.all-read': { scope: 'sources', keys: [], words: 'All sources shown are read' },
  'claims.active': { scope: 'sources', keys: ['G'], words: 'To the open claim' },
  'claims.up': { scope: 'sources', keys: ['Alt ↑'], words: 'Move a claim or a piece of evidence up', fixed: true },
  'claims.down': { scope: 'sources', keys: ['Alt ↓'], words: 'Move a claim or a piece of evidence down', fixed: true },
  'claims.in': { scope: 'sources', keys: ['Alt →'], words: 'Put a claim under the one above', fixed: true },
  'claims.out': { scope: 'sources', keys: ['Alt ←'], words: 'Take a claim out of its claim', fixed: true },

  'link.supports': { scope: 'reader', keys: ['S'], words: 'Supports the open claim' },
  'link.refutes': { scope: 'reader', keys: ['R'], words: 'Refutes the open claim' },
  'link.fails-to-verify': { scope: 'reader', keys: ['V'], words: 'Fails to verify the open claim' },
  'link.context': { scope: 'reader', keys: ['C'], words: 'Context for the open claim' },
  'reader.new-claim': { scope: 'reader', keys: ['N'], words: 'Link what is in hand to a new claim' },
  'reader.because': { scope: 'reader', keys: ['B'], words: 'Because: the reason for the newest link' },
  'reader.find': { scope: 'reader', keys: ['Ctrl F'], words: 'Find in this source' },
  'reader.find-next': { scope: 'reader', keys: ['F3'], words: 'The next place found' },
  'reader.find-previous': { scope: 'reader', keys: ['Shift F3'], words: 'The place found before' },
  'reader.facts': { scope: 'reader', keys: ['I'], words: 'What the file says' },
  'reader.choices': { scope: 'reader', keys: ['Enter'], words: 'All choices for what is in hand', fixed: true },
  'reader.clear': { scope: 'reader', keys: ['Esc'], words: 'Let go of what is in hand', fixed: true },

  'text.next-sentence': { scope: 'text', keys: ['J'], words: 'Next sentence' },
  'text.previous-sentence': { scope: 'text', keys: ['K'], words: 'The sentence before' },
  'text.next-mark': { scope: 'text', keys: ['Shift J'], words: 'Next mark' },
  'text.previous-mark': { scope: 'text', keys: ['Shift K'], words: 'The mark before' },
  'text.end-later': { scope: 'text', keys: [']', 'Shift →'], words: 'End one word later' },
  'text.end-sooner': { scope: 'text', keys: ['[', 'Shift ←'], words: 'End one word sooner' },
  'text.start-later': { scope: 'text', keys: ['}', 'Shift ↓'], words: 'Begin one word later' },
  'text.start-sooner': { scope: 'text', keys: ['{', 'Shift ↑'], words: 'Begin one word sooner' },
  'text.mark-only': { scope: 'text', keys: ['M'], words: 'Mark only, link later' },
  'text.outline': { scope: 'text', keys: ['H'], words: 'Outline: the headings of a long text' },
  'text.larger': { scope: 'text', keys: ['>'], words: 'Larger letters' },
  'text.smaller': { scope: 'text', keys: ['<'], words: 'Smaller letters' },
  'text.wider': { scope: 'text', keys: [], words: 'Wider column' },
  'text.narrower': { scope: 'text', keys: [], words: 'Narrower column' },
  'text.appearance': { scope: 'text', keys: ['Shift O'], words: 'A saved page or mail as it looked, or its text' },

  'page.next': { scope: 'page', keys: ['→'], words: 'Next page', fixed: true },
  'page.previous': { scope: 'page', keys: ['←'], words: 'The page before', fixed: true },
  'page.go': { scope: 'page', keys: ['P'], words: 'To a page by its number' },
  'page.small': { scope: 'page', keys: ['T'], words: 'Small pictures of the pages' },
  'page.region': { scope: 'page', keys: ['Shift M'], words: 'New region on the page; M too where nothing is selected' },
  'page.adjust': { scope: 'page', keys: ['A'], words: 'Adjust the chosen region' },
  'page.zoom-in': { scope: 'page', keys: ['+', '='], words: 'Pages larger' },
  'page.zoom-out': { scope: 'page', keys: ['-'], words: 'Pages smaller' },
  'page.fit-width': { scope: 'page', keys: ['0'], words: 'Pages as wide as the view' },
  'page.fit-page': { scope: 'page', keys: ['9'], words: 'Whole pages' },
  'page.as-text': { scope: 'reader', keys: ['Shift P'], words: 'A document as its pages or as its text' },
  'page.move': {
    scope: 'page-held',
    keys: ['←', '→', '↑', '↓'],
    words: 'Move it by a pixel; with Shift: size it; with Ctrl: by ten',
    fixed: true,
  },
  'page.keep': { scope: 'page-held', keys: ['Enter'], words: 'Keep it: link a new one, save an old one', fixed: true },

  'photo.region': { scope: 'photo', keys: ['M'], words: 'New region; again: mark only' },
  'photo.whole': { scope: 'photo', keys: ['W'], words: 'The whole photo as one region' },
  'photo.adjust': { scope: 'photo', keys: ['A'], words: 'Adjust the chosen region' },
  'photo.next-region': { scope: 'photo', keys: ['J'], words: 'Next region' },
  'photo.previous-region': { scope: 'photo', keys: ['K'], words: 'The region before' },
  'photo.zoom-in': { scope: 'photo', keys: ['+', '='], words: 'Zoom in' },
  'photo.zoom-out': { scope: 'photo', keys: ['-'], words: 'Zoom out' },
  'photo.fit': { scope: 'photo', keys: ['0'], words: 'Fit the photo into the view' },
  'photo.actual': { scope: 'photo', keys: ['1'], words: 'Actual size: one pixel of the photo to one of the screen' },
  'photo.outline': { scope: 'photo', keys: ['P'], words: 'New outline, corner by corner' },
  'photo.measure': { scope: 'photo', keys: ['D'], words: 'Measure a distance in pixels' },
  'photo.loupe': { scope: 'photo', keys: ['Z'], words: 'Loupe: single pixels' },
  'photo.power': { scope: 'photo', keys: ['Shift Z'], words: 'Loupe 2, 4 or 8 times' },
  'photo.turn-right': { scope: 'photo', keys: ['T'], words: 'Turn the view right' },
  'photo.turn-left': { scope: 'photo', keys: ['Shift T'], words: 'Turn the view left' },
  'photo.mirror': { scope: 'photo', keys: ['F'], words: 'Mirror the view' },
  'photo.light': { scope: 'photo', keys: ['L'], words: 'Light of the view: brightness, contrast, levels' },
  'photo.as-is': { scope: 'photo', keys: [], words: 'Show the photo as it is' },
  'photo.hide': { scope: 'photo', keys: ['H'], words: 'Hide the marks, show them' },
  'photo.pan': { scope: 'photo', keys: ['←', '→', '↑', '↓'], words: 'Move over the photo', fixed: true },
  'photo.move': {
    scope: 'photo-held',
    keys: ['←', '→', '↑', '↓'],
    words: 'Move it by a pixel; with Shift: size it; with Ctrl: by ten',
    fixed: true,
  },
  'photo.keep': { scope: 'photo-held', keys: ['Enter'], words: 'Keep it: link a new one, save an old one', fixed: true },
  'photo.next-corner': { scope: 'photo-held', keys: ['Tab'], words: 'Of an outline: next corner, to move it alone', fixed: true },
  'photo.previous-corner': { scope: 'photo-held', keys: ['Shift Tab'], words: 'Of an outline: the corner before', fixed: true },
  'photo.drop-corner': { scope: 'photo-held', keys: ['Delete'], words: 'Of an outline: take the chosen corner out', fixed: true },
  'plot.cross': {
    scope: 'photo-plot',
    keys: ['←', '→', '↑', '↓'],
    words: 'Move the cross; with Shift: by one pixel; with Ctrl: further',
    fixed: true,
  },
  'plot.set': { scope: 'photo-plot', keys: ['Space'], words: 'Set a corner, or an end of the measure', fixed: true },
  'plot.close': { scope: 'photo-plot', keys: ['Enter'], words: 'Close the outline', fixed: true },
  'plot.back': { scope: 'photo-plot', keys: ['Backspace'], words: 'Take the last corner back', fixed: true },

  'import.files': { scope: 'import', keys: ['I'], words: 'Import files' },
  'import.next-look': { scope: 'import', keys: ['N'], words: 'Next to look at' },
  'import.pause': { scope: 'import', keys: ['Space'], words: 'In the list: pause, go on', fixed: true },
  'import.step': { scope: 'import', keys: ['↑', '↓'], words: 'In the list: next file, the one before', fixed: true },
  'import.enter': { scope: 'import', keys: ['Enter'], words: 'In the list: open its source', fixed: true },

  'compare.blink': { scope: 'compare', keys: ['K'], words: 'Blink: one photo at the place of the other' },
  'compare.two': { scope: 'compare', keys: [], words: 'Two photos side by side' },
  'compare.four': { scope: 'compare', keys: [], words: 'Four views: both photos, laid over, difference' },
  'compare.linked': { scope: 'compare', keys: ['L'], words: 'Zoom and move both photos together, or each for itself' },
  'compare.point': { scope: 'compare', keys: ['A'], words: 'Align by hand: set a point on each photo in turn' },
  'compare.zoom-in': { scope: 'compare', keys: ['+', '='], words: 'Zoom in' },
  'compare.zoom-out': { scope: 'compare', keys: ['-'], words: 'Zoom out' },
  'compare.fit': { scope: 'compare', keys: ['0'], words: 'Fit both into the view' },
  'compare.pan': {
    scope: 'compare',
    keys: ['←', '→', '↑', '↓'],
    words: 'On a photo: move over it; while a point is set: move the cross',
    fixed: true,
  },
  'compare.set-point': { scope: 'compare', keys: ['Enter'], words: 'On a photo: set the point at the cross', fixed: true },
  'compare.line': { scope: 'compare', keys: ['←', '→'], words: 'On the line of the one laid over: move it', fixed: true },

  'decisions.next': { scope: 'decisions', keys: ['J'], words: 'Next excerpt' },
  'decisions.previous': { scope: 'decisions', keys: ['K'], words: 'The excerpt before' },
  'decisions.keep': { scope: 'decisions', keys: ['O'], words: 'Keep it on the words as they stood' },
  'decisions.confirm': { scope: 'decisions', keys: ['Enter'], words: 'Confirm the new place', fixed: true },
  'decisions.retire': { scope: 'decisions', keys: ['X'], words: 'Retire it, with a reason' },
  'decisions.note': { scope: 'decisions', keys: ['B'], words: 'Because: the note for the log' },
  'decisions.place': {
    scope: 'decisions',
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    words: 'Of several places: this one',
    fixed: true,
  },
} as const satisfies Readonly<Record<string, Action>>;

export type ActionId = keyof typeof table;
export const actions: Readonly<Record<ActionId, Action>> = table;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table's own keys, which Object.keys cannot say
export const actionIds = Object.keys(table) as ActionId[];
