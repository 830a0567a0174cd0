package dev.ballast.pages.frame;

import static java.util.Objects.requireNonNull;

/// Who reads a page, and what that one may do.
///
/// @param name empty of somebody who is not logged in
/// @param role in words
/// @param looks how that one wants pages to look
/// @param proof what a form of the page must carry so that it is known to be of the page
public record Viewer(
    String name, String role, boolean operates, boolean administers, Looks looks, String proof) {
  public Viewer {
    requireNonNull(name, "name is null");
    requireNonNull(role, "role is null");
    requireNonNull(looks, "looks is null");
    requireNonNull(proof, "proof is null");
  }

  /// Who has no looks of an own.
  public Viewer(String name, String role, boolean operates, boolean administers, String proof) {
    this(name, role, operates, administers, Looks.USUAL, proof);
  }

  public static Viewer nobody() {
    return new Viewer("", "", false, false, "");
  }

  public boolean isKnown() {
    return !name.isEmpty();
  }
}
