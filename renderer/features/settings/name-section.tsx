import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { changeSettings, useSettings } from '#renderer/lib/settings.ts';
import { Row, Section } from './section.tsx';

/** The name that stands in ratings and in History. */
export function NameSection() {
  const { name } = useSettings();
  const [typed, setTyped] = useState(name);
  useEffect(() => setTyped(name), [name]);
  const keep = () => {
    const next = typed.trim();
    if (next === '') setTyped(name);
    else if (next !== name) void changeSettings({ name: next });
  };
  return (
    <Section id="name" title="Your name">
      <Row
        label="Name"
        text="Stands beside your ratings and in History, for you and for others."
        labelId="name-label"
      >
        <TextInput
          aria-labelledby="name-label"
          value={typed}
          maxLength={80}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep();
            if (event.key === 'Escape') setTyped(name);
          }}
          w={220}
        />
      </Row>
    </Section>
  );
}
