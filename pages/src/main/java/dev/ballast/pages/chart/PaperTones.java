package dev.ballast.pages.chart;

import java.awt.Color;
import java.util.List;

/// The colours of paper and pictures, which are those of the light theme.
final class PaperTones {
  static final Color PAPER = new Color(0xffffff);
  static final Color INK = new Color(0x16181d);
  static final Color QUIET = new Color(0x565c66);
  static final Color LINE = new Color(0xd5d8de);
  static final Color HATCH = new Color(0xe4e6ea);
  static final Color BAND = new Color(0xd0d4db);
  static final Color GOOD = new Color(0x12652f);
  static final Color BAD = new Color(0xb3142a);
  static final Color UNKNOWN = new Color(0x6b5200);

  private static final List<Color> TONES =
      List.of(
          new Color(0x6929c4),
          new Color(0x1192e8),
          new Color(0x005d5d),
          new Color(0x9f1853),
          new Color(0xfa4d56),
          new Color(0x198038),
          new Color(0x002d9c),
          new Color(0xb28600));

  private PaperTones() {}

  /// @param tone from 1 to 8
  static Color of(int tone) {
    return TONES.get(tone - 1);
  }
}
