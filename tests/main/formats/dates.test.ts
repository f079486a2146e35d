import { describe, expect, test } from 'vitest';
import { isEdtf, machineDate, writtenDate } from '../../../main/formats/dates.ts';

describe('dates written for machines', () => {
  test.each([
    ['2023-01-09', '2023-01-09'],
    ['20230109', '2023-01-09'],
    ['2023-01', '2023-01'],
    ['2023', '2023'],
    ['2023-01-09T10:11:12+02:00', '2023-01-09T10:11:12+02:00'],
    ['2023-01-09T10:11:12.345Z', '2023-01-09T10:11:12Z'],
    ['2023-01-09 10:11', '2023-01-09T10:11:00'],
    ['2023-01-09T10:11:12+0200', '2023-01-09T10:11:12+02:00'],
    ['2023-01-09T00:00:00', '2023-01-09'],
    ['2023/1/9', '2023-01-09'],
    ['9.1.2023', '2023-01-09'],
    ['2023-02-30', null],
    ['2023-13-01', null],
    ['0000-00-00', null],
    ['yesterday', null],
    ['', null],
  ])('%s → %s', (text, edtf) => {
    expect(machineDate(text)).toBe(edtf);
    if (edtf !== null) expect(isEdtf(edtf)).toBe(true);
  });
});

describe('dates written for people', () => {
  test.each([
    ['January 9, 2023', 'en', '2023-01-09'],
    ['Published on 9 Jan 2023 by a writer', 'en', '2023-01-09'],
    ['9 січня 2023', 'uk', '2023-01-09'],
    ['9 января 2023 г.', 'ru', '2023-01-09'],
    ['9. Januar 2023', 'de', '2023-01-09'],
    ['9 janvier 2023', 'fr', '2023-01-09'],
    ['19-OCT-1987 08:55:04.13', 'en', '1987-10-19'],
    ['January 9', 'en', null],
    ['two days ago', 'en', null],
    ['Monday', 'en', null],
  ])('%s → %s', (text, language, edtf) => expect(writtenDate(text, language)).toBe(edtf));
});
