import { Key } from '#renderer/components/key.tsx';
import { Section } from './section.tsx';
import styles from './settings-page.module.css';

const keys: { keys: string[]; text: string }[] = [
  { keys: ['?'], text: 'The keys of the page that is shown' },
  { keys: ['mod+k'], text: 'Find any profile, test, page or command' },
  { keys: ['mod+p'], text: 'Choose a profile' },
  { keys: ['[', ']'], text: 'Previous and next profile' },
  { keys: ['mod+z'], text: 'Undo the last change' },
  { keys: ['Alt+1', 'Alt+8'], text: 'The pages, from Overview to Settings' },
];

/** The keys to know first. */
export function KeysSection() {
  return (
    <Section id="keys" title="Keys" text="Everything can be done without the mouse. These work everywhere:">
      <dl className={styles.keys}>
        {keys.map((entry) => (
          <div key={entry.text} className={styles.key}>
            <dt>
              {entry.keys.map((pattern) => (
                <Key key={pattern} keys={pattern} spoken />
              ))}
            </dt>
            <dd>{entry.text}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
