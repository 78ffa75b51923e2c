// Characters that take no room on the screen: controls (not tab and line ends), soft hyphen, zero-width marks,
// direction marks, byte order mark. They come with copied text and make equal things differ.
// Variation selectors are not among them: they tell apart the forms of rare characters in names.
const invisible = /(?![\t\n\r])[\p{Cc}\p{Cf}]/gu

const spaces = /[\s\u3000]+/g
const dashes = /[-\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g

// Only letters of the Latin script and decimal digits. NFKC on the whole text would replace compatibility
// ideographs (U+F900 on), which stand in people's names.
const lettersAndDigits = /(?=\p{L})\p{Script=Latin}\p{M}*|\p{Nd}/gu

/** Takes out the characters nobody can see; changes nothing else. */
export function stripInvisible(text: string): string {
  return text.replace(invisible, '')
}

/** Full-width digits and Latin letters become plain ones; Chinese characters and punctuation stay as they are. */
export function narrowLettersAndDigits(text: string): string {
  return text.replace(lettersAndDigits, (found) => found.normalize('NFKC'))
}

/**
 * What a person meant to type: no invisible characters, plain digits and Latin letters, no blanks around it
 * (P-0-11), the full-width blank included. Inner blanks, Chinese punctuation and every Chinese character are kept.
 */
export function normaliseText(text: string): string {
  return narrowLettersAndDigits(stripInvisible(text)).replace(/^[\s\u3000]+|[\s\u3000]+$/g, '')
}

/** An identity number as it is stored: normalised, no blanks or dashes inside, upper case X. Says nothing of validity. */
export function normaliseIdNumber(text: string): string {
  return normaliseText(text).replace(spaces, '').replace(dashes, '').toUpperCase()
}

/**
 * A mainland mobile number as 11 digits: without +86, 0086 or 86 in front, blanks, dashes and brackets.
 * What cannot be read as such a number is given back normalised; ask `isMobile` next.
 */
export function normaliseMobile(text: string): string {
  const bare = normaliseText(text)
    .replace(spaces, '')
    .replace(dashes, '')
    .replace(/[()（）]/g, '')
    .replace(/^＋/, '+')
  return bare.replace(/^(?:\+|00)?86(?=1\d{10}$)/, '')
}

/** True for 11 digits that begin with 13 to 19. Takes a number given by `normaliseMobile`. */
export function isMobile(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(text)
}
