package dev.ballast.pages.paper;

/// A document with the number of its sheets.
public final class Printed {
  private final byte[] pdf;
  private final int sheets;

  Printed(byte[] pdf, int sheets) {
    this.pdf = pdf.clone();
    this.sheets = sheets;
  }

  public byte[] pdf() {
    return pdf.clone();
  }

  public int sheets() {
    return sheets;
  }
}
