import { Fragment } from 'react';
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
      {parameters !== '' && (
        <span className={styles.parameters}>
          {wholeParameters(parameters).map((parameter, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a parameter may stand there twice
            <Fragment key={index}>
              {index > 0 && ' '}
              <span className={styles.parameter}>{parameter}</span>
            </Fragment>
          ))}
        </span>
      )}
    </span>
  );
}

/** `--ar 16:9 --v 7` in its parameters, so that a line never breaks inside the two hyphens. */
function wholeParameters(parameters: string): string[] {
  return parameters.split(/\s+(?=--)/);
}
