package dev.ballast.observe.text;

import static java.util.Objects.requireNonNull;

/// What may be shown of a statement.
public record StatementText(Form form, String text) {
  public StatementText {
    requireNonNull(form, "form is null");
    requireNonNull(text, "text is null");
  }

  /// Whether it is the statement, and not its first key word.
  public boolean isWhole() {
    return form == Form.WITHOUT_LITERALS || form == Form.AS_WRITTEN;
  }

  /// How much of the statement that is.
  public enum Form {
    /// All but its literals and comments.
    WITHOUT_LITERALS("literals removed"),
    /// As the server has it, because the operator allows that.
    AS_WRITTEN("as written"),
    /// Its first key word, because PostgreSQL's grammar does not accept it.
    UNPARSED("the text is not SQL that PostgreSQL 18 accepts"),
    /// Its first key word, because it is not known where its literals end.
    DOUBTFUL("the text has a string that ends with a backslash"),
    /// Its first key word, because there is more of it than is read, or than the server kept.
    CUT("the text is not there in full"),
    /// None, because the role may not see it.
    HIDDEN("the role may not see the text");

    private final String reason;

    Form(String reason) {
      this.reason = reason;
    }

    /// Why it is what it is, for people.
    public String reason() {
      return reason;
    }
  }
}
