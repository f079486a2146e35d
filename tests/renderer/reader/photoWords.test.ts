import { describe, expect, it } from 'vitest';
import { cameraName, placeWords, takenWords } from '../../../renderer/screens/reader/photoWords.ts';

describe('what the file says', () => {
  it('an absent offset is said, not guessed', () => {
    expect(takenWords({ local: '2022-10-25T11:27:32.78', offset: '-05:00' })).toBe('taken 2022-10-25 11:27:32.78 −05:00');
    expect(takenWords({ local: '2022-10-25T11:27:32', offset: null })).toBe('taken 2022-10-25 11:27:32 (no offset in the file)');
    expect(takenWords(undefined)).toBe('no capture time in the file');
  });
  it('so is an absent position', () => {
    expect(placeWords({ lat: 40.736435, lon: -73.99316 })).toBe('40.736435, −73.993160');
    expect(placeWords(undefined)).toBe('no position in the file');
  });
  it('a maker that the model names too is named once', () => {
    expect(cameraName({ make: 'Canon', model: 'Canon EOS 5D' })).toBe('Canon EOS 5D');
    expect(cameraName({ make: 'NIKON CORPORATION', model: 'NIKON Z 9' })).toBe('NIKON Z 9');
    expect(cameraName({ make: 'Apple', model: 'iPhone 12' })).toBe('Apple iPhone 12');
    expect(cameraName({ model: 'X100' })).toBe('X100');
  });
});
