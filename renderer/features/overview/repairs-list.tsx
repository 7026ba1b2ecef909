import { ActionIcon, Button, Menu, Modal, Select } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Picture } from '#renderer/components/picture.tsx';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { api } from '#renderer/lib/bridge.ts';
import { confirm } from '#renderer/lib/confirm.tsx';
import { useLibrary } from '#renderer/lib/library.ts';
import { notifyDone, notifyError } from '#renderer/lib/notify.ts';
import { selectProfile } from '#renderer/lib/selection.ts';
import { appInfoQuery } from '#renderer/lib/settings.ts';
import type { Repair } from '#shared/model/repairs.ts';
import styles from './lists.module.css';
import { MoreButton } from './next-steps-list.tsx';
import { type RepairAction, repairActions } from './repair-actions.ts';

const shownFirst = 2;

type Choice = Extract<RepairAction, { kind: 'choose-test' }>;

/** What wants repair, each with what can be done about it; nothing is done unasked. */
export function RepairsList({ repairs }: { repairs: readonly Repair[] }) {
  const [showsAll, setShowsAll] = useState(false);
  const [choice, setChoice] = useState<Choice>();
  const perform = usePerform(setChoice);
  const shown = showsAll ? repairs : repairs.slice(0, shownFirst);
  return (
    <section className={styles.list} aria-labelledby="repairs" data-open={showsAll}>
      <SectionLabel id="repairs" aside={`${repairs.length} found`}>
        Repairs
      </SectionLabel>
      <ul>
        {shown.map((repair) => (
          <RepairRow key={repair.id} repair={repair} perform={perform} />
        ))}
      </ul>
      <MoreButton total={repairs.length} first={shownFirst} showsAll={showsAll} onToggle={setShowsAll} />
      {choice && (
        <TestChoice
          choice={choice}
          onClose={() => setChoice(undefined)}
          onChoose={(title) => {
            setChoice(undefined);
            perform(choice.actionFor(title));
          }}
        />
      )}
    </section>
  );
}

/** Buttons in a row; what is offered beyond them is in a menu. */
const shownActions = 2;

interface RepairRowProps {
  repair: Repair;
  perform(action: RepairAction): void;
}

function RepairRow({ repair, perform }: RepairRowProps) {
  const library = useLibrary();
  const canReveal = useQuery(appInfoQuery).data?.canReveal ?? false;
  const actions = repairActions(library, repair).filter(({ kind }) => kind !== 'reveal' || canReveal);
  const picture = 'picture' in repair ? repair.picture : undefined;
  return (
    <li>
      {picture && (
        <span className={styles.thumbnail}>
          <Picture picture={picture} width={96} alt="" />
        </span>
      )}
      <div className={styles.repair}>
        <strong title={repair.title}>{repair.title}</strong>
        <span title={repair.explanation}>{repair.explanation}</span>
      </div>
      <div className={styles.actions}>
        {actions.slice(0, shownActions).map((action) => (
          <Button
            key={action.label}
            size="compact-sm"
            variant="default"
            disabled={library.readOnly !== null && action.kind !== 'reveal'}
            title={library.readOnly ?? action.label}
            onClick={() => perform(action)}
          >
            {action.label}
          </Button>
        ))}
        {actions.length > shownActions && (
          <MoreActions
            of={repair.title}
            actions={actions.slice(shownActions)}
            disabled={library.readOnly !== null}
            perform={perform}
          />
        )}
      </div>
    </li>
  );
}

/** What is done more seldom, where the row has no room for it. */
function MoreActions(props: {
  of: string;
  actions: readonly RepairAction[];
  disabled: boolean;
  perform(action: RepairAction): void;
}) {
  const { of, actions, disabled, perform } = props;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={26} disabled={disabled} aria-label={`More for: ${of}`}>
          <IconDots size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) => (
          <Menu.Item key={action.label} onClick={() => perform(action)}>
            {action.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function usePerform(choose: (choice: Choice) => void): (action: RepairAction) => void {
  const navigate = useNavigate();
  return (action) => {
    switch (action.kind) {
      case 'act':
        void act(action);
        return;
      case 'choose-test':
        choose(action);
        return;
      case 'gallery':
        selectProfile(action.profile);
        void navigate({ to: '/gallery', search: { slot: action.test } });
        return;
      case 'missing':
        selectProfile(action.profile);
        void navigate({ to: '/gallery', search: { filter: 'missing' } });
        return;
      case 'add-test':
        void navigate({ to: '/tests', search: { add: action.title } });
        return;
      case 'reveal':
        void reveal();
    }
  };
}

async function act(action: Extract<RepairAction, { kind: 'act' }>): Promise<void> {
  if (!(await confirm(action.confirm))) return;
  const result = await action.run();
  if (result.ok) notifyDone(action.done, { undoEntry: result.value.id });
  else notifyError(result.error, 'This was not repaired');
}

async function reveal(): Promise<void> {
  const result = await api.library.reveal({});
  if (!result.ok) notifyError(result.error);
}

interface TestChoiceProps {
  choice: Choice;
  onClose(): void;
  onChoose(title: string): void;
}

function TestChoice({ choice, onClose, onChoose }: TestChoiceProps) {
  const [title, setTitle] = useState<string | null>(null);
  return (
    <Modal opened onClose={onClose} title={choice.title}>
      <Select
        label="Test"
        placeholder="Search tests"
        searchable
        data-autofocus
        data={choice.titles}
        value={title}
        onChange={setTitle}
        nothingFoundMessage="No free test is called this"
      />
      <Button mt="md" fullWidth disabled={title === null} onClick={() => title !== null && onChoose(title)}>
        Choose
      </Button>
    </Modal>
  );
}
