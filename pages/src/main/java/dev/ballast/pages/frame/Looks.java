package dev.ballast.pages.frame;

import static java.util.Objects.requireNonNull;

/// How a person wants pages to look, in the words of the style sheet.
///
/// @param theme `system`, `light` or `dark`
/// @param density `usual` or `dense`
/// @param shortcuts whether keys of one letter do something
public record Looks(String theme, String density, boolean shortcuts) {
  public static final Looks USUAL = new Looks("system", "usual", true);

  public Looks {
    requireNonNull(theme, "theme is null");
    requireNonNull(density, "density is null");
  }
}
