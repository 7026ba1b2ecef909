import styles from './welcome-page.module.css';

/** Three tests of the demo library, by profile folder and file name. */
const files = import.meta.glob<string>(
  [
    '../../../resources/demo-library/profile_results/*/*_Alpine_Lake_at_Dawn.jpg',
    '../../../resources/demo-library/profile_results/*/*_Concept_Art_-_Ringed_Planet.jpg',
    '../../../resources/demo-library/profile_results/*/*_Paper-Cut_Forest.jpg',
  ],
  { eager: true, query: '?url', import: 'default' },
);

/** What the app makes visible: the same prompts in a row for every profile. */
export function Showcase() {
  const rows = byProfile(files);
  return (
    <aside className={styles.showcase} aria-label="Pictures of the demo library">
      <div className={styles.mosaic}>
        {rows.map(({ profile, pictures }) => (
          <div key={profile} className={styles.mosaicRow}>
            {pictures.map((picture) => (
              <img key={picture} src={picture} alt="" draggable={false} className={styles.mosaicPicture} />
            ))}
            <span className={styles.mosaicName}>{profile}</span>
          </div>
        ))}
      </div>
      <p className={styles.caption}>
        Three prompts, {rows.length} profiles. Drawn for the demo library, not by Midjourney.
      </p>
    </aside>
  );
}

function byProfile(urls: Record<string, string>): { profile: string; pictures: string[] }[] {
  const rows = new Map<string, string[]>();
  for (const [path, url] of Object.entries(urls)) {
    const profile = path.split('/').at(-2) ?? '';
    rows.set(profile, [...(rows.get(profile) ?? []), url]);
  }
  return [...rows]
    .map(([profile, pictures]) => ({ profile, pictures }))
    .sort((left, right) => Number(left.profile === 'baseline') - Number(right.profile === 'baseline'));
}
