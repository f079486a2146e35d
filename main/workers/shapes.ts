/** What codecs say, as schemas: the workbench believes a worker process no further. */
import { z } from 'zod';
import { Failure } from '../../shared/errors.ts';
import { Instant, Layout, Metadata, PhotoSize, Reading, Rendition, Sha256, SourceKind } from '../../shared/model.ts';

export const HintsShape = z.object({
  fileName: z.string(),
  charset: z.string().exactOptional(),
  mediaType: z.string().exactOptional(),
  url: z.string().exactOptional(),
  fetched: z.string().exactOptional(),
  password: z.string().exactOptional(),
});

const Digest = z.object({ written: z.string(), state: z.enum(['agrees', 'differs', 'unknown']) });

export const PartShape = z.object({
  path: z.string(),
  name: z.string(),
  mediaType: z.string().exactOptional(),
  charset: z.string().exactOptional(),
  url: z.string().exactOptional(),
  fetched: z.string().exactOptional(),
  modifiedAt: Instant.exactOptional(),
  digest: Digest.exactOptional(),
});

export const StagedShape = z.object({ part: PartShape, file: z.string(), sha256: Sha256, size: z.int().nonnegative() });

export const DecodedShape = z.object({
  kind: SourceKind,
  mediaType: z.string(),
  metadata: Metadata,
  rendition: Rendition.nullable(),
  layout: Layout.nullable().exactOptional(),
  photo: PhotoSize.nullable(),
  reading: Reading.exactOptional(),
  refused: z
    .array(z.object({ path: z.string(), failure: Failure }))
    .readonly()
    .exactOptional(),
  archive: z.object({ take: z.enum(['all', 'choose']), members: z.int().nonnegative(), pages: z.int().nonnegative() }).exactOptional(),
});

export const MemberShape = z.object({
  id: z.string(),
  path: z.string(),
  name: z.string(),
  size: z.number().nonnegative().nullable(),
  mediaType: z.string().nullable(),
  url: z.string().nullable(),
  fetched: z.string().nullable(),
  title: z.string().nullable(),
  status: z.int().nullable(),
  isPage: z.boolean(),
  digest: Digest.nullable(),
  problem: Failure.nullable(),
});
