import { type Kysely, sql } from 'kysely';

/** Smaller copies of images in modern formats, made when a page first asks for them; they can be made again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE image_variants (
      hash text NOT NULL REFERENCES images (hash) ON DELETE CASCADE,
      width integer NOT NULL,
      media_type text NOT NULL CHECK (media_type IN ('image/avif', 'image/webp')),
      bytes bytea NOT NULL,
      PRIMARY KEY (hash, width, media_type)
    )`.execute(db);
}
