import { Radio, Stack } from '@mantine/core';
import { changeSettings, useSettings } from '#renderer/lib/settings.ts';
import { Section } from './section.tsx';

/** What becomes of a picture that is put in. */
export function PicturesSection() {
  const { pictures } = useSettings();
  return (
    <Section id="pictures" title="Pictures">
      <Radio.Group
        label="When a picture is put into the library, keep"
        description="Pictures that are in already stay as they are."
        value={pictures.keepOriginal ? 'original' : 'compact'}
        onChange={(value) => void changeSettings({ pictures: { keepOriginal: value === 'original' } })}
      >
        <Stack gap={12} mt={12}>
          <Radio
            value="compact"
            size="sm"
            label="A compact JPEG"
            description="At most 1,024 pixels a side, quality 90, transparent parts on white, as in the earlier Streamlit app."
          />
          <Radio
            value="original"
            size="sm"
            label="A compact JPEG, and the original beside it"
            description="The file as it came stays too, in full size, with its metadata. Takes several times the space."
          />
        </Stack>
      </Radio.Group>
    </Section>
  );
}
