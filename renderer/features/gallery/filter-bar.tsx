import { Popover, RangeSlider, Select, Slider, UnstyledButton } from '@mantine/core';
import { AffinityMark } from '#renderer/components/affinity-mark.tsx';
import { affinities, affinityLabels } from '#shared/model/rating.ts';
import { sectionLabel } from '#shared/model/suite.ts';
import styles from './filter-bar.module.css';
import type { GalleryFilter, GalleryState } from './gallery-filter.ts';
import { galleryOrders, orderLabels } from './gallery-groups.ts';
import { cardWidths, useGallery } from './gallery-store.ts';

interface FilterBarProps {
  /** What comes before the filters. */
  leading: React.ReactNode;
  filter: GalleryFilter;
  states: Record<GalleryState, number>;
  sections: ReadonlyMap<string, number>;
  onState(state: GalleryState): void;
}

const simpleStates = [
  ['all', 'All'],
  ['unrated', 'Unrated'],
  ['missing', 'Missing'],
] as const satisfies readonly (readonly [GalleryState, string])[];

/** Which tests are shown, in which order and how large. Every chip says how many it would show. */
export function FilterBar({ leading, filter, states, sections, onState }: FilterBarProps) {
  const cardWidth = useGallery((state) => state.cardWidth);
  const order = useGallery((state) => state.order);
  const chip = (state: GalleryState, label: React.ReactNode) => (
    <Chip key={state} isOn={filter.state === state} count={states[state]} onClick={() => onState(state)}>
      {label}
    </Chip>
  );
  return (
    <div className={styles.bar}>
      {leading}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend */}
      <div role="group" aria-label="Filter" className={styles.chips}>
        {simpleStates.map(([state, label]) => chip(state, label))}
        {affinities.map((affinity) =>
          chip(
            affinity,
            <>
              <AffinityMark affinity={affinity} size={9} />
              {affinityLabels[affinity]}
            </>,
          ),
        )}
        {(states.archived > 0 || filter.state === 'archived') && chip('archived', 'Archived')}
        {sections.size > 1 && (
          <>
            <span className={styles.divider} />
            {[...sections].map(([section, count]) => (
              <Chip
                key={section}
                isOn={filter.section === section}
                count={count}
                onClick={() => useGallery.setState({ section: filter.section === section ? null : section })}
              >
                {sectionLabel(section)}
              </Chip>
            ))}
          </>
        )}
        <ScoreFilter scores={filter.scores} />
      </div>
      <Select
        className={styles.order}
        aria-label="Order"
        size="xs"
        allowDeselect={false}
        data={galleryOrders.map((value) => ({ value, label: orderLabels[value] }))}
        value={order}
        onChange={(value) =>
          useGallery.setState({ order: galleryOrders.find((known) => known === value) ?? 'suite' })
        }
      />
      <Slider
        className={styles.size}
        size={3}
        thumbSize={14}
        thumbLabel="Size of the pictures"
        label={null}
        min={cardWidths.least}
        max={cardWidths.most}
        step={20}
        value={cardWidth}
        onChange={(value) => useGallery.setState({ cardWidth: value })}
      />
    </div>
  );
}

interface ChipProps {
  isOn: boolean;
  count: number;
  children: React.ReactNode;
  onClick(): void;
}

function Chip({ isOn, count, children, onClick }: ChipProps) {
  return (
    <UnstyledButton className={styles.chip} aria-pressed={isOn} data-empty={count === 0} onClick={onClick}>
      {children}
      <span className={styles.count}>{count.toLocaleString('en')}</span>
    </UnstyledButton>
  );
}

function ScoreFilter({ scores: [lowest, highest] }: { scores: readonly [number, number] }) {
  const isOn = lowest > 1 || highest < 10;
  return (
    <Popover position="bottom-start" trapFocus withinPortal>
      <Popover.Target>
        <UnstyledButton className={styles.chip} aria-pressed={isOn}>
          {isOn ? `Score ${lowest === highest ? lowest : `${lowest}–${highest}`}` : 'Score'}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.scores}>
          <RangeSlider
            size={3}
            thumbSize={14}
            min={1}
            max={10}
            step={1}
            minRange={0}
            thumbFromLabel="Lowest score"
            thumbToLabel="Highest score"
            marks={[1, 5, 10].map((value) => ({ value, label: String(value) }))}
            value={[lowest, highest]}
            onChange={(scores) => useGallery.setState({ scores })}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
