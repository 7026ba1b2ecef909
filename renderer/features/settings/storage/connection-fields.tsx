import { Button, Checkbox, PasswordInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import type { Connection, ConnectionState } from '#shared/model/connection.ts';
import styles from './bucket.module.css';
import { type ConnectionDraft, usesSavedSecret } from './connection-draft.ts';
import { secretInWords } from './connection-words.ts';

type Form = UseFormReturnType<ConnectionDraft>;

const plain = { spellCheck: false, autoComplete: 'off', autoCapitalize: 'off' } as const;

const pathStyles: { value: Connection['pathStyle']; label: string }[] = [
  { value: 'auto', label: 'Automatic' },
  { value: 'always', label: 'In the path' },
  { value: 'never', label: 'In the host name' },
];

/** Which bucket, and where it is. */
export function PlaceFields({ form }: { form: Form }) {
  return (
    <div className={styles.fields}>
      <TextInput label="Bucket" placeholder="team-bucket" {...plain} {...form.getInputProps('bucket')} />
      <TextInput
        label="Prefix"
        placeholder="Empty: the top of the bucket"
        {...plain}
        {...form.getInputProps('prefix')}
      />
      <TextInput label="Region" placeholder="eu-west-1" {...plain} {...form.getInputProps('region')} />
      <TextInput label="Endpoint" placeholder="Empty: AWS" {...plain} {...form.getInputProps('endpoint')} />
      <Select
        label="Bucket’s name in addresses"
        data={pathStyles}
        allowDeselect={false}
        {...form.getInputProps('pathStyle')}
      />
    </div>
  );
}

/** Who one is to the bucket. */
export function CredentialFields(props: { form: Form; state: ConnectionState; saved: Connection | null }) {
  const { form, state, saved } = props;
  const { credentials } = form.values;
  return (
    <div className={styles.part}>
      <SectionLabel id="credentials-label">Credentials</SectionLabel>
      <SegmentedControl
        className={styles.start ?? ''}
        aria-labelledby="credentials-label"
        data={[
          { value: 'keys', label: 'Access keys' },
          { value: 'profile', label: 'Named profile' },
          { value: 'environment', label: 'Environment' },
        ]}
        {...form.getInputProps('credentials')}
      />
      {credentials === 'keys' && <KeyFields form={form} state={state} saved={saved} />}
      {credentials === 'profile' && (
        <TextInput
          label="Profile"
          description="Of the AWS configuration on this computer; single sign-on works too."
          placeholder="default"
          w={320}
          {...plain}
          {...form.getInputProps('profile')}
        />
      )}
      {credentials === 'environment' && (
        <p className={styles.text}>
          The standard variables, such as <code>AWS_ACCESS_KEY_ID</code> and{' '}
          <code>AWS_SECRET_ACCESS_KEY</code>, as they are where the app is started. Nothing is kept.
        </p>
      )}
    </div>
  );
}

function KeyFields(props: { form: Form; state: ConnectionState; saved: Connection | null }) {
  const { form, state, saved } = props;
  const isKept = usesSavedSecret(form.values, saved);
  const hide = { visibilityToggleButtonProps: { 'aria-label': 'Show or hide what is typed' } };
  return (
    <>
      <div className={styles.fields}>
        <TextInput label="Access key ID" {...plain} {...form.getInputProps('accessKeyId')} />
        <PasswordInput
          label="Secret access key"
          placeholder={isKept ? 'Kept; type only to replace it' : ''}
          {...hide}
          {...plain}
          autoComplete="new-password"
          {...form.getInputProps('secretAccessKey')}
        />
        <PasswordInput
          label="Session token"
          placeholder="Only with temporary keys"
          {...hide}
          {...plain}
          autoComplete="new-password"
          {...form.getInputProps('sessionToken')}
        />
      </div>
      <p className={styles.text}>{secretInWords(state, form.values.keep)}</p>
      {!state.hasSecretStore && (
        <Checkbox
          classNames={{ label: styles.check ?? '' }}
          label="Keep it in a file of this user, so that it need not be typed again"
          {...form.getInputProps('keep', { type: 'checkbox' })}
        />
      )}
    </>
  );
}

/** Fills the form from elsewhere. */
export function FillButtons(props: {
  environment: Connection | null;
  paste(): void;
  fillFrom(environment: Connection): void;
}) {
  const { environment, paste, fillFrom } = props;
  return (
    <div className={styles.buttons}>
      <Button variant="default" onClick={paste}>
        Paste settings…
      </Button>
      {environment && (
        <Button variant="default" onClick={() => fillFrom(environment)}>
          Use the environment’s settings
        </Button>
      )}
    </div>
  );
}
