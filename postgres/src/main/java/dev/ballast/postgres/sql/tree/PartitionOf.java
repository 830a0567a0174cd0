package dev.ballast.postgres.sql.tree;

/// `PARTITION OF parent FOR VALUES ...`.
public record PartitionOf(QualifiedName parent, PartitionBound bound) {}
