package dev.ballast.sql.tree;

/// The text of a routine or a `DO` block, as the server stores it.
///
/// @param offset bytes of UTF-8 from the start of the statement's text to the first of the body;
///     [Located#UNKNOWN] where the text holds escapes or doubled quotes, and so its positions are
///     not those of the statement
public record BodyText(String text, int offset) {}
