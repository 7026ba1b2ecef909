import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AppMark } from '#renderer/components/app-mark.tsx';
import { api, CallError, unwrap } from '#renderer/lib/bridge.ts';
import { copyText } from '#renderer/lib/clipboard.ts';
import { notifyDone, notifyError } from '#renderer/lib/notify.ts';
import { appInfoQuery } from '#renderer/lib/settings.ts';
import { err } from '#shared/result.ts';
import { Section } from './section.tsx';
import styles from './settings-page.module.css';

const hosts = { electron: 'as a desktop app', web: 'in the browser', test: 'in a test' };

/** What this is, and what it is made of. */
export function AboutSection() {
  const { data: info } = useQuery(appInfoQuery);
  const [isOpen, setOpen] = useState(false);
  return (
    <Section id="about" title="About">
      <div className={styles.card}>
        <AppMark size={40} />
        <div className={styles.cardTexts}>
          <span className={styles.cardTitle}>{info?.name ?? 'Midjourney Profile Tester'}</span>
          {info && (
            <span className={styles.rowText}>
              Version {info.version}, running {hosts[info.host]}
            </span>
          )}
          <span className={styles.rowText}>
            Free software under the MIT licence. Not made by Midjourney, nor connected to it.
          </span>
        </div>
        <div className={styles.buttons}>
          <Button variant="default" onClick={() => void copyDiagnostics()}>
            Copy diagnostics
          </Button>
          <Button variant="default" onClick={() => setOpen(true)}>
            Licences
          </Button>
        </div>
      </div>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title="Licences" size={760}>
        {isOpen && <Licences />}
      </Modal>
    </Section>
  );
}

/** What a report of a problem needs; never holds a secret. */
async function copyDiagnostics(): Promise<void> {
  const result = await api.app.diagnostics({});
  if (!result.ok) {
    notifyError(result.error, 'The diagnostics were not copied');
    return;
  }
  if (await copyText(result.value)) notifyDone('The diagnostics are on the clipboard, without any secret.');
  else notifyError(err('denied', 'The clipboard cannot be written to.').error);
}

function Licences() {
  const { data, error } = useQuery({
    queryKey: ['app.licences'],
    queryFn: () => unwrap(api.app.licences({})),
  });
  if (error) {
    return <p>{error instanceof CallError ? error.error.message : 'The licences cannot be shown.'}</p>;
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by the keyboard too
    <pre className={styles.licences} tabIndex={0}>
      {data ?? 'Loading…'}
    </pre>
  );
}
