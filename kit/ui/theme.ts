import { theme as antd, type ThemeConfig } from 'antd'

/** The design language as antd tokens. Never colorBgBase: antd would derive muddy selected rows from it. */
const shared = {
  fontSize: 14,
  lineHeight: 22 / 14,
  borderRadius: 6,
  borderRadiusLG: 8,
  controlHeight: 32,
  fontFamily: 'inherit',
  fontWeightStrong: 600,
  motionDurationMid: '0.12s',
  motionDurationSlow: '0.16s',
  wireframe: false,
}
const light = {
  colorPrimary: '#1f5aa6',
  colorLink: '#1f5aa6',
  // Of themselves they would be lighter, too light to read on white.
  colorLinkHover: '#17467f',
  colorLinkActive: '#17467f',
  colorError: '#a3261f',
  colorErrorText: '#a3261f',
  colorWarning: '#8a4b00',
  colorSuccess: '#17663a',
  colorText: '#1b2330',
  colorTextSecondary: '#4a5566',
  colorTextTertiary: '#5b6677',
  colorTextDescription: '#5b6677',
  colorTextPlaceholder: '#5b6677',
  colorIcon: '#4a5566',
  colorBorder: '#bcc5d1',
  colorBorderSecondary: '#e3e7ee',
  colorSplit: '#e3e7ee',
  colorBgContainer: '#ffffff',
  colorBgElevated: '#ffffff',
  colorBgLayout: '#f3f5f8',
}
// The dark algorithm darkens what it is given; the red is therefore lighter than it will show.
const dark = {
  colorPrimary: '#3b78c4',
  colorLink: '#86b4ee',
  colorLinkHover: '#a9cbf5',
  colorLinkActive: '#a9cbf5',
  colorError: '#ff9189',
  colorErrorText: '#f3a29b',
  colorWarning: '#f0bd70',
  colorSuccess: '#84d6a5',
  colorText: '#e4e9f0',
  colorTextSecondary: '#b6c0cd',
  colorTextTertiary: '#9ca8b8',
  colorTextDescription: '#9ca8b8',
  colorTextPlaceholder: '#9ca8b8',
  colorIcon: '#b6c0cd',
  colorBorder: '#4a5768',
  colorBorderSecondary: '#2c3541',
  colorSplit: '#2c3541',
  colorBgContainer: '#1a212b',
  colorBgElevated: '#222b37',
  colorBgLayout: '#11161d',
}

export const antdTheme = (mode: 'light' | 'dark'): ThemeConfig => ({
  algorithm: mode === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm,
  hashed: false,
  cssVar: { key: 'jh' },
  token: { ...shared, ...(mode === 'dark' ? dark : light) },
  components: {
    // A red that can be read as text on the dark panel is too light for white words on it.
    Button: {
      primaryShadow: 'none',
      defaultShadow: 'none',
      dangerShadow: 'none',
      contentFontSizeSM: 13,
      dangerColor: mode === 'dark' ? '#2a0f0d' : '#fff',
    },
    Form: { itemMarginBottom: 16, labelColor: 'var(--second)' },
    Modal: { titleFontSize: 16, contentBg: 'var(--panel)', headerBg: 'var(--panel)' },
    Drawer: { colorBgElevated: 'var(--panel)' },
  },
})
