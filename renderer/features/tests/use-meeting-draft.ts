import type { UseFormReturnType } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';
import type { SuiteTest } from '#shared/model/suite.ts';
import { type DraftClash, type MetDraft, meetDraft, settleClash } from './meet-draft.ts';
import { draftFields, draftOf, type TestDraft } from './test-draft.ts';

export interface MeetingDraft {
  clashes: DraftClash[];
  /** Whether something was typed that is not stored. */
  isTouched(): boolean;
  choose(clash: DraftClash, keep: 'mine' | 'theirs'): void;
}

/** Keeps an open form together with its test while others edit it; see `meetDraft`. */
export function useMeetingDraft(
  form: UseFormReturnType<TestDraft>,
  test: SuiteTest | undefined,
): MeetingDraft {
  const base = useRef(form.values);
  const [clashes, setClashes] = useState<DraftClash[]>([]);
  const current = useRef(form);
  current.current = form;

  const take = (met: MetDraft) => {
    base.current = met.base;
    const { values, setFieldValue } = current.current;
    for (const field of draftFields) {
      if (met.draft[field] !== values[field]) setFieldValue(field, met.draft[field]);
    }
    setClashes(met.clashes);
  };
  const takeLatest = useRef(take);
  takeLatest.current = take;

  useEffect(() => {
    if (test) takeLatest.current(meetDraft(current.current.values, base.current, draftOf(test)));
  }, [test]);

  return {
    clashes,
    isTouched: () => draftFields.some((field) => form.values[field] !== base.current[field]),
    choose(clash, keep) {
      take(settleClash({ draft: form.values, base: base.current, clashes }, clash, keep));
    },
  };
}
