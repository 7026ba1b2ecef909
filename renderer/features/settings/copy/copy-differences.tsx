import { Checkbox, Radio } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useState } from 'react';
import { bytesInWords } from '#renderer/lib/numbers.ts';
import type { CopyDifference, CopyRule } from '#shared/model/library-copy.ts';
import styles from './copy.module.css';
import { type CopyChoices, isReplaced, turned } from './copy-choices.ts';

const rowHeight = 44;
const shownRows = 4.5;

const moment = new Intl.DateTimeFormat('en', {
  dateStyle: 'medium',
  timeStyle: 'short',
  hour12: false,
});

/** The files that are on both sides and differ: one rule for all, and each its own choice. */
export function CopyDifferences(props: {
  differences: readonly CopyDifference[];
  choices: CopyChoices;
  change(choices: CopyChoices): void;
}) {
  const { differences, choices, change } = props;
  const [list, setList] = useState<HTMLDivElement | null>(null);
  const virtual = useVirtualizer({
    count: differences.length,
    getScrollElement: () => list,
    estimateSize: () => rowHeight,
    overscan: 4,
  });
  return (
    <div className={styles.differences}>
      <Radio.Group
        label="Files that are on both sides and differ"
        description="Single files can go the other way, below."
        value={choices.rule}
        onChange={(rule) => change({ rule: rule as CopyRule, exceptions: new Set() })}
      >
        <div className={styles.rules}>
          <Radio size="xs" value="keep-target" label="Stay as they are at the target" />
          <Radio size="xs" value="take-source" label="Are replaced by the source’s" />
        </div>
      </Radio.Group>
      <div
        ref={setList}
        className={styles.list}
        style={{ height: Math.min(shownRows, differences.length) * rowHeight }}
      >
        <ul className={styles.rows} style={{ height: virtual.getTotalSize() }} aria-label="Files that differ">
          {virtual.getVirtualItems().map(({ index, start }) => {
            const difference = differences[index];
            return (
              difference && (
                <DifferenceRow
                  key={difference.key}
                  difference={difference}
                  top={start}
                  isReplaced={isReplaced(choices, difference.key)}
                  turn={() => change(turned(choices, difference.key))}
                />
              )
            );
          })}
        </ul>
      </div>
    </div>
  );
}

function DifferenceRow(props: {
  difference: CopyDifference;
  /** From the top of the list, in pixels. */
  top: number;
  isReplaced: boolean;
  turn(): void;
}) {
  const { difference, top, isReplaced: isChecked, turn } = props;
  const { key, source, target } = difference;
  return (
    <li className={styles.row} style={{ transform: `translateY(${top}px)` }}>
      <Checkbox checked={isChecked} onChange={turn} aria-label={`Replace ${key}`} />
      <span className={styles.key} title={key}>
        <span>{key.slice(key.lastIndexOf('/') + 1)}</span>
        <span className={styles.folder}>{key.slice(0, key.lastIndexOf('/') + 1)}</span>
      </span>
      <Side label="Source" size={source.size} modified={source.modified} isTaken={isChecked} />
      <Side label="Target" size={target.size} modified={target.modified} isTaken={!isChecked} />
    </li>
  );
}

function Side(props: { label: string; size: number; modified: number; isTaken: boolean }) {
  return (
    <span className={styles.side} data-taken={props.isTaken || undefined}>
      <span>
        {props.label}, {bytesInWords(props.size)}
      </span>
      <span>{moment.format(props.modified)}</span>
    </span>
  );
}
