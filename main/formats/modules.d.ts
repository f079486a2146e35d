/** What Assay uses of packages that bring no types of their own. */
declare module 'edtf' {
  /** Parses an EDTF string (ISO 8601-2, levels 0–2) into its parts; throws where it is none. */
  export function parse(text: string): unknown;
}
