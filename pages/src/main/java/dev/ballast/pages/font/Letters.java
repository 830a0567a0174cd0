package dev.ballast.pages.font;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;

/// The letters of paper and pictures: Liberation Sans, which PDFBox carries. The machine's own
/// fonts are never read, so that a sheet is the same wherever it is made, and needs none. Safe for
/// any number of threads.
public final class Letters {
  private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final int REPLACED = '□';
  private static final Letters SANS = new Letters(bytes());

  private final byte[] file;
  private final TrueTypeFont font;
  private final CmapLookup characters;

  private Letters(byte[] file) {
    this.file = file;
    try {
      this.font = new TTFParser().parseEmbedded(new ByteArrayInputStream(file));
      this.characters = font.getUnicodeCmapLookup();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Letters sans() {
    return SANS;
  }

  /// The font as a file.
  public InputStream stream() {
    return new ByteArrayInputStream(file);
  }

  /// The font for a library that wants one. Not to be closed.
  public TrueTypeFont font() {
    return font;
  }

  /// Whether there is a letter for a character.
  public boolean has(int character) {
    return characters.getGlyphId(character) != 0;
  }

  /// The same in one line, with a box for each character that has no letter.
  public String written(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().map(c -> drawn(c)).forEach(out::appendCodePoint);
    return out.toString();
  }

  /// How many boxes [#written] puts.
  public int replaced(String text) {
    return (int) text.codePoints().filter(c -> drawn(c) == REPLACED && c != REPLACED).count();
  }

  /// Marks and controls, such as those that turn the direction of a line, are no letters.
  private int drawn(int c) {
    if (Character.isWhitespace(c) || c == 0xa0) {
      return ' ';
    }
    boolean letter =
        switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED ->
              false;
          default -> has(c);
        };
    return letter ? c : REPLACED;
  }

  /// How wide a text is at a size, in its unit.
  public double width(String text, double size) {
    return written(text).codePoints().mapToDouble(this::advance).sum() * size / unitsPerEm();
  }

  /// The outlines of a text that begins at a point of its base line.
  public Shape outline(String text, double x, double y, double size) {
    double scale = size / unitsPerEm();
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    double at = x;
    for (int c : written(text).codePoints().toArray()) {
      AffineTransform place = new AffineTransform(scale, 0, 0, -scale, at, y);
      path.append(glyph(c).getPathIterator(place), false);
      at += advance(c) * scale;
    }
    return path;
  }

  // The tables of a font are read when they are first used.
  private synchronized Shape glyph(int character) {
    try {
      GlyphData glyph = font.getGlyph().getGlyph(characters.getGlyphId(character));
      return glyph == null ? new Path2D.Double() : glyph.getPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized int advance(int character) {
    try {
      return font.getAdvanceWidth(characters.getGlyphId(character));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized int unitsPerEm() {
    try {
      return font.getUnitsPerEm();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes() {
    try (InputStream in = PDDocument.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("PDFBox lacks " + FILE);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
