/** What Assay uses of packages that bring no types of their own. */
declare module 'edtf' {
  /** Parses an EDTF string (ISO 8601-2, levels 0–2) into its parts; throws where it is none. */
  export function parse(text: string): unknown;
}

/** libheif as one file, its WebAssembly inside; each call starts an instance of its own. */
declare module 'libheif-js/libheif-wasm/libheif-bundle.js' {
  interface Handle {
    readonly kind?: 'handle';
  }
  interface HeifImage {
    readonly handle: Handle;
    is_primary(): boolean;
    has_alpha_channel(): boolean;
    get_width(): number;
    get_height(): number;
    free(): void;
  }
  interface Decoded {
    /** Set, with a message, where it cannot be decoded. */
    readonly code?: unknown;
    readonly message?: string;
    readonly image?: unknown;
    readonly channels?: readonly {
      readonly width: number;
      readonly height: number;
      readonly stride: number;
      /** Of one sample; of a whole pixel where they are interleaved. */
      readonly bits_per_pixel: number;
      readonly data: Uint8Array;
    }[];
  }
  interface Libheif {
    readonly HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[]; readonly decoder: unknown };
    readonly heif_colorspace: { readonly heif_colorspace_RGB: unknown; readonly heif_colorspace_YCbCr: unknown };
    readonly heif_chroma: { readonly heif_chroma_interleaved_RGBA: unknown; readonly heif_chroma_444: unknown };
    heif_js_decode_image2(handle: Handle, colourspace: unknown, chroma: unknown): Promise<Decoded | null>;
    heif_image_release(image: unknown): void;
    heif_context_free(decoder: unknown): void;
  }
  const start: () => Libheif;
  export default start;
}
