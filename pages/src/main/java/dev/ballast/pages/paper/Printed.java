package dev.ballast.pages.paper;

/// A document with the number of its sheets.
public record Printed(byte[] pdf, int sheets) {}
