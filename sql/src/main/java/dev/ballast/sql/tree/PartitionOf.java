package dev.ballast.sql.tree;

/// `PARTITION OF parent FOR VALUES ...`.
public record PartitionOf(QualifiedName parent, PartitionBound bound) {}
