package dev.ballast.observe.collect.xminholder;

import java.util.OptionalLong;

/// Holders of one kind.
public record XminHolderRow(String holder, OptionalLong age, OptionalLong holders) {}
