import { fileURLToPath } from 'node:url'

// Static TrueType files of two families (SIL Open Font License). Noto Serif SC is the face of the papers; Noto Sans SC
// stands in for what it cannot draw. Only these four of the packages' eighteen files are ever read.
const file = (path: string) => fileURLToPath(import.meta.resolve(`@expo-google-fonts/${path}`))

/** One weight: the files in the order in which a character is looked for. */
export type FontStack = { weight: 'regular' | 'bold'; files: readonly [serif: string, sans: string] }

/** The fonts of every paper, as absolute paths. */
export const fontStacks: readonly FontStack[] = [
  {
    weight: 'regular',
    files: [
      file('noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
      file('noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
    ],
  },
  {
    weight: 'bold',
    files: [file('noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'), file('noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf')],
  },
]
