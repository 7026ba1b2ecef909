import { SegmentedControl } from '@mantine/core';
import { changeSettings, useSettings } from '#renderer/lib/settings.ts';
import type { Settings } from '#shared/model/settings.ts';
import { Row, Section } from './section.tsx';

type Appearance = Settings['appearance'];

const schemes: { value: Appearance['scheme']; label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

const densities: { value: Appearance['density']; label: string }[] = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'compact', label: 'Compact' },
];

/** Scheme and density. */
export function AppearanceSection() {
  const { appearance } = useSettings();
  const change = (part: Partial<Appearance>) =>
    void changeSettings({ appearance: { ...appearance, ...part } });
  return (
    <Section id="appearance" title="Appearance">
      <Row label="Scheme">
        <SegmentedControl
          aria-label="Scheme"
          value={appearance.scheme}
          onChange={(scheme) => change({ scheme })}
          data={schemes}
        />
      </Row>
      <Row label="Density" text="How close the rows of lists stand.">
        <SegmentedControl
          aria-label="Density"
          value={appearance.density}
          onChange={(density) => change({ density })}
          data={densities}
        />
      </Row>
    </Section>
  );
}
