/** Dates as people know them: EDTF (ISO 8601-2), from a day to "some time in the 2010s". */
import { AssayError } from '../../shared/errors.ts';
import { isEdtf } from '../formats/dates.ts';

/** Throws BAD_INPUT with examples. Empty means "not known" and passes. */
export function checkEdtf(value: string, field: string): void {
  if (value === '' || isEdtf(value)) return;
  throw new AssayError(
    'BAD_INPUT',
    `“${value}” is not a date Assay can read. Write 2023-01-08, 2023-01, 2023-01-08T21:30:00Z, 2023-01-07/2023-01-08, or 2023-01-08? where it is uncertain.`,
    { field, value },
  );
}
