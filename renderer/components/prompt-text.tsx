import { splitPrompt } from '#shared/midjourney/prompt.ts';
import styles from './prompt-text.module.css';

/** A prompt in monospace, its parameters dimmed. `lines` cuts it off after so many. */
export function PromptText({ prompt, lines }: { prompt: string; lines?: number }) {
  const { text, parameters } = splitPrompt(prompt);
  const cut = lines === undefined ? undefined : { WebkitLineClamp: lines };
  return (
    <span className={`${styles.prompt} ${cut ? (styles.cut ?? '') : ''}`} style={cut}>
      {text}
      {text !== '' && parameters !== '' && ' '}
      {parameters !== '' && <span className={styles.parameters}>{parameters}</span>}
    </span>
  );
}
