import { ConflictChoice } from '#renderer/components/conflict-choice.tsx';
import { affinityLabels, type RatingEdit } from '#shared/model/rating.ts';
import type { FieldConflict, RatingField } from './rating-draft.ts';

const fieldNames: Record<RatingField, string> = {
  score: 'The score',
  affinity: 'The affinity',
  confidence: 'The confidence',
  commentary: 'This text',
  palette: 'The palette',
  renderingStyle: 'The rendering style',
};

/** One field of a rating that somebody else changed meanwhile. */
export function ConflictNotice(props: {
  conflict: FieldConflict;
  /** Where the field itself shows what was set here. */
  besideField?: boolean;
  onResolve(field: RatingField, keep: 'mine' | 'theirs'): void;
}) {
  const { field, theirs, mine } = props.conflict;
  return (
    <ConflictChoice
      subject={fieldNames[field]}
      theirs={inWords(field, theirs)}
      {...(!props.besideField && { mine: inWords(field, mine) })}
      onChoose={(keep) => props.onResolve(field, keep)}
    />
  );
}

function inWords(field: RatingField, value: RatingEdit[RatingField]): string {
  if (value === undefined) return '';
  if (field === 'affinity') return affinityLabels[value as keyof typeof affinityLabels];
  return String(value);
}
