import { Radio, Stack } from '@mantine/core';
import { changeSettings, useSettings } from '#renderer/lib/settings.ts';
import { Section } from './section.tsx';

/** What becomes of a picture that is put in. */
export function PicturesSection() {
  const { pictures } = useSettings();
  return (
    <Section
      id="pictures"
      title="Pictures"
      text="What happens to a picture when it is put into the library. Pictures that are in already stay as they are."
    >
      <Radio.Group
        aria-label="Picture handling"
        value={pictures.keepOriginal ? 'original' : 'compact'}
        onChange={(value) => void changeSettings({ pictures: { keepOriginal: value === 'original' } })}
      >
        <Stack gap={12}>
          <Radio
            value="compact"
            size="xs"
            label="Compact JPEG"
            description="At most 1,024 pixels a side, quality 90, transparent parts on white: as the predecessor keeps them."
          />
          <Radio
            value="original"
            size="xs"
            label="Compact JPEG, and the original beside it"
            description="The file as it came stays too, in full size, with its metadata. Takes several times the space."
          />
        </Stack>
      </Radio.Group>
    </Section>
  );
}
