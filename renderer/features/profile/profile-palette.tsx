import { useMemo } from 'react';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { usePalettes } from '#renderer/lib/use-palettes.ts';
import type { MatchedPictures, PictureFile } from '#shared/model/picture.ts';
import styles from './profile-palette.module.css';

/** The colours of all the profile's pictures, one thin column each, in the order of the suite. */
export function ProfilePalette({ matched }: { matched: MatchedPictures }) {
  const pictures = useMemo(
    () => [...matched.byTest.values()].flat().filter((file): file is PictureFile => file !== undefined),
    [matched],
  );
  const palettes = usePalettes(pictures);
  if (pictures.length === 0) return null;
  return (
    <section>
      <SectionLabel aside="measured, one column a picture">Palette</SectionLabel>
      <div className={styles.columns} role="img" aria-label={`Main colours of ${pictures.length} pictures`}>
        {pictures.map((picture) => (
          <span key={picture.id} className={styles.column} title={picture.name}>
            {(palettes.get(picture.id) ?? []).map((colour) => (
              <span key={colour} style={{ background: colour }} />
            ))}
          </span>
        ))}
      </div>
    </section>
  );
}
