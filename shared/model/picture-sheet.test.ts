import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSheetReader, type SheetPart, sheetPartHead, sheetUrl } from './picture-sheet.ts';

const part: fc.Arbitrary<SheetPart> = fc.record({
  place: fc.nat(1_000),
  picture: fc.option(
    fc.record({
      mediaType: fc.constantFrom('image/jpeg' as const, 'image/png' as const, 'image/webp' as const),
      bytes: fc.uint8Array({ maxLength: 40 }),
    }),
  ),
});

it('reads what was written, wherever it was cut', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), fc.array(fc.nat(60)), (parts, lengths) => {
      const sheet = Buffer.concat(
        parts.flatMap((one) => [sheetPartHead(one), one.picture?.bytes ?? []].map(Buffer.from)),
      );
      const read = createSheetReader();
      expect(
        pieces(sheet, lengths)
          .flatMap((piece) => read(piece))
          .map(plain),
      ).toEqual(parts.map(plain));
    }),
  );
});

it('gives a part as soon as it is whole', () => {
  const one = { place: 3, picture: { mediaType: 'image/webp', bytes: Uint8Array.of(1, 2) } } as const;
  const read = createSheetReader();
  expect(read(sheetPartHead(one))).toEqual([]);
  expect(read(Uint8Array.of(1)).length).toBe(0);
  expect(read(Uint8Array.of(2)).map(plain)).toEqual([plain(one)]);
});

it('throws for other bytes', () => {
  expect(() => createSheetReader()(new TextEncoder().encode('<!doctype html><p>'.repeat(20)))).not.toThrow();
  expect(() => createSheetReader()(Uint8Array.of(0, 0, 0, 0, 7, 0, 0, 0, 0))).toThrow('no sheet');
});

it('asks for pictures by id', () => {
  expect(sheetUrl(['abcdefgh', 'i_-k1234'], 240)).toBe('/img/sheet?w=240&ids=abcdefgh,i_-k1234');
});

function pieces(bytes: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const cut: Uint8Array[] = [];
  let at = 0;
  for (const length of lengths) {
    cut.push(bytes.subarray(at, at + length));
    at += length;
  }
  return [...cut, bytes.subarray(at)];
}

function plain({ place, picture }: SheetPart) {
  return { place, picture: picture && { mediaType: picture.mediaType, bytes: [...picture.bytes] } };
}
