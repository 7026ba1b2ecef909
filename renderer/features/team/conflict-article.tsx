import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Key } from '#renderer/components/key.tsx';
import { Picture } from '#renderer/components/picture.tsx';
import { matchedPictures, useLibrary } from '#renderer/lib/library.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import type { PictureFile } from '#shared/model/picture.ts';
import type { TeamConflict } from '#shared/model/team.ts';
import { startDraft } from './conflict-edit.ts';
import { ConflictSideView } from './conflict-side.tsx';
import { type ConflictView, viewConflict } from './conflict-view.ts';
import styles from './conflicts-page.module.css';

interface ConflictArticleProps {
  conflict: TeamConflict;
  isActive: boolean;
  activate(): void;
  keepTheirs(): void;
  takeMine(): void;
  edit(): void;
}

/** One conflict: the picture it is about, what stands and what was meant to, and the ways to decide. */
export function ConflictArticle({ conflict, isActive, ...acts }: ConflictArticleProps) {
  const library = useLibrary();
  const view = viewConflict(conflict);
  const picture = pictureOf(library, view);
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isActive && article.current) bringForward(article.current);
  }, [isActive]);
  return (
    <article
      ref={article}
      className={styles.conflict}
      data-active={isActive || undefined}
      aria-current={isActive || undefined}
      tabIndex={-1}
      aria-label={[view.title, view.test, view.profile].filter((part) => part !== undefined).join(', ')}
      onFocus={acts.activate}
      onPointerDown={acts.activate}
    >
      <header className={styles.head}>
        <h2 className={styles.title}>{view.test ?? view.title}</h2>
        {view.profile !== undefined && <span className={styles.profile}>{view.profile}</span>}
        {view.test !== undefined && <span className={styles.what}>{view.title}</span>}
        <span className={styles.reason}>{conflict.reason}</span>
      </header>
      <div className={styles.body} data-picture={picture !== undefined || undefined}>
        {picture && (
          <div className={styles.picture}>
            <Picture picture={picture} width={320} alt={`${view.test ?? ''}, ${view.profile ?? ''}`} />
          </div>
        )}
        <ConflictSideView
          label="In the library"
          who={conflict.theirWho}
          at={conflict.theirAt}
          side={view.theirs}
          other={view.mine}
        >
          <Button variant="default" rightSection={<Key keys="t" />} onClick={acts.keepTheirs}>
            Keep theirs
          </Button>
        </ConflictSideView>
        <ConflictSideView
          label="Yours, not saved"
          who={conflict.who}
          at={conflict.at}
          side={view.mine}
          other={view.theirs}
        >
          <Button variant="default" rightSection={<Key keys="m" />} onClick={acts.takeMine}>
            Use mine
          </Button>
          {startDraft(conflict) && (
            <Button variant="default" rightSection={<Key keys="e" />} onClick={acts.edit}>
              Edit…
            </Button>
          )}
        </ConflictSideView>
      </div>
    </article>
  );
}

/** Shows it, and gives it the focus where that is on the page and not in it already. */
function bringForward(article: HTMLElement): void {
  article.scrollIntoView({ block: 'nearest' });
  const focused = document.activeElement;
  const isOnPage = focused === document.body || document.getElementById('content')?.contains(focused);
  if (isOnPage && !article.contains(focused)) article.focus({ preventScroll: true });
}

function pictureOf(library: LibrarySnapshot, { profile, test }: ConflictView): PictureFile | undefined {
  if (profile === undefined || test === undefined) return undefined;
  return matchedPictures(library, profile)
    .byTest.get(test)
    ?.find((file) => file !== undefined);
}
