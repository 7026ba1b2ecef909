import { Loader, Modal } from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/lib/bridge.ts';
import type { CopyPlan } from '#shared/model/library-copy.ts';
import type { AppError } from '#shared/result.ts';
import styles from './copy.module.css';
import { type CopyChoices, type CopyDirection, copyEnds, decisionOf } from './copy-choices.ts';
import { CopyEnds } from './copy-ends.tsx';
import { CopyPlanView } from './copy-plan-view.tsx';
import { CopyProgress } from './copy-progress.tsx';

type Stage =
  | { name: 'choosing'; problem?: AppError }
  | { name: 'planning' }
  | { name: 'planned'; plan: CopyPlan; isStarting: boolean; problem?: AppError }
  | { name: 'copying'; job: string };

/** Copies a library: choose both sides, look at what it would do, do it, see what came of it. */
export function CopyDialog({ start, close }: { start: CopyDirection; close(): void }) {
  const [direction, setDirection] = useState(start);
  const [folder, setFolder] = useState('');
  const [stage, setStage] = useState<Stage>({ name: 'choosing' });
  const [isPicking, setPicking] = useState(false);

  const plan = async () => {
    setStage({ name: 'planning' });
    const result = await api.copy.plan(copyEnds(direction, folder));
    setStage(
      result.ok
        ? { name: 'planned', plan: result.value, isStarting: false }
        : { name: 'choosing', problem: result.error },
    );
  };
  const copy = async (made: CopyPlan, choices: CopyChoices) => {
    setStage({ name: 'planned', plan: made, isStarting: true });
    const result = await api.copy.start(decisionOf(made, choices));
    setStage(
      result.ok
        ? { name: 'copying', job: result.value.id }
        : { name: 'planned', plan: made, isStarting: false, problem: result.error },
    );
  };

  return (
    // While a folder is chosen in a dialog of its own, keys are for that one.
    <Modal
      opened
      onClose={close}
      title="Copy library"
      size={680}
      closeOnEscape={!isPicking}
      trapFocus={!isPicking}
      closeOnClickOutside={false}
    >
      <div className={styles.dialog}>
        {'problem' in stage && stage.problem && (
          <p className={styles.problem} role="alert">
            {stage.problem.message}
          </p>
        )}
        {stage.name === 'choosing' && (
          <CopyEnds
            direction={direction}
            setDirection={setDirection}
            folder={folder}
            setFolder={setFolder}
            isPicking={isPicking}
            setPicking={setPicking}
            cancel={close}
            plan={() => void plan()}
          />
        )}
        {stage.name === 'planning' && (
          <p className={styles.busy} role="status">
            <Loader /> Looking at both sides; nothing is changed…
          </p>
        )}
        {stage.name === 'planned' && (
          <CopyPlanView
            plan={stage.plan}
            isStarting={stage.isStarting}
            back={() => setStage({ name: 'choosing' })}
            start={(choices) => void copy(stage.plan, choices)}
          />
        )}
        {stage.name === 'copying' && <CopyProgress id={stage.job} close={close} />}
      </div>
    </Modal>
  );
}
