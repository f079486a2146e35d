import { type ReactNode, useId } from 'react';

interface Props {
  label: string;
  hint?: ReactNode;
  wrong?: string | null;
  children(field: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }): ReactNode;
}

/** A field with its label, its hint and what is wrong with it, tied together for screen readers. */
export function Labelled({ label, hint, wrong, children }: Props) {
  const id = useId();
  const hintId = `${id}-hint`;
  const says = wrong ?? hint;
  return (
    <div className="labelled">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': says ? hintId : undefined, 'aria-invalid': wrong ? true : undefined })}
      {says && (
        <p id={hintId} className={wrong ? 'wrong' : 'hint'}>
          {says}
        </p>
      )}
    </div>
  );
}

interface LineProps extends Pick<Props, 'label' | 'hint'> {
  value: string;
  maxLength: number;
  /** Dates and numbers: no spelling, and the direction of the program, not of the words. */
  isCode?: boolean;
  onChange(value: string): void;
}

/** One line of a person's own words, with its label. */
export function TextLine({ label, hint, value, maxLength, isCode = false, onChange }: LineProps) {
  return (
    <Labelled label={label} hint={hint}>
      {(field) => (
        <input
          {...field}
          className="input"
          maxLength={maxLength}
          {...(isCode ? { spellCheck: false } : { dir: 'auto' })}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Labelled>
  );
}
