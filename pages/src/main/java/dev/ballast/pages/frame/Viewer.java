package dev.ballast.pages.frame;

import static java.util.Objects.requireNonNull;

/// Who reads a page, and what that one may do.
///
/// @param name empty of somebody who is not logged in
/// @param role in words
/// @param proof what a form of the page must carry so that it is known to be of the page
public record Viewer(
    String name, String role, boolean operates, boolean administers, String proof) {
  public Viewer {
    requireNonNull(name, "name is null");
    requireNonNull(role, "role is null");
    requireNonNull(proof, "proof is null");
  }

  public static Viewer nobody() {
    return new Viewer("", "", false, false, "");
  }

  public boolean isKnown() {
    return !name.isEmpty();
  }
}
