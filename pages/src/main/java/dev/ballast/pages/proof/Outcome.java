package dev.ballast.pages.proof;

/// What a run concluded; said by a word, a shape and a colour.
public enum Outcome {
  PROVED("proved", "✓", "good"),
  REFUTED("refuted", "✕", "bad"),
  UNDECIDED("undecided", "?", "unknown");

  private final String word;
  private final String shape;
  private final String tone;

  Outcome(String word, String shape, String tone) {
    this.word = word;
    this.shape = shape;
    this.tone = tone;
  }

  public String word() {
    return word;
  }

  public String shape() {
    return shape;
  }

  public String tone() {
    return tone;
  }
}
