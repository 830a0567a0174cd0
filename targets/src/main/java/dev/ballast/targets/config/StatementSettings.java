package dev.ballast.targets.config;

/// What a node keeps of statements.
///
/// @param literals whether their texts are kept with their literals
public record StatementSettings(boolean literals) {
  public static final StatementSettings DEFAULTS = new StatementSettings(false);
}
