package dev.ballast.targets.config;

/// What a node keeps of statements.
///
/// @param literals whether their texts are kept with their literals
/// @param plans whether servers are asked to plan those that cost most
public record StatementSettings(boolean literals, boolean plans) {
  public static final StatementSettings DEFAULTS = new StatementSettings(false, false);
}
