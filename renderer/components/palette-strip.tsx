import styles from './palette-strip.module.css';

/** Colours side by side, most frequent first; a quiet bar while there are none. `height` in pixels. */
export function PaletteStrip({ colours, height = 8 }: { colours: readonly string[]; height?: number }) {
  const label = colours.length > 0 ? `Palette: ${colours.join(', ')}` : 'No palette yet';
  return (
    <div className={styles.strip} style={{ height }} role="img" aria-label={label} title={label}>
      {colours.map((colour, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a colour may occur twice and has no other name
        <span key={index} className={styles.colour} style={{ backgroundColor: colour }} />
      ))}
    </div>
  );
}
