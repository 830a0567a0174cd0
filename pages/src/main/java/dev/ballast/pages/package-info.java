/// Pages: what a node shows people in a browser, and the same on paper.
///
/// A page is a record of what it says, made by [Pages] into HTML by a template of the same name. A
/// chart is a value, of which a picture, a table and a file are written. Nothing here reads a store
/// or knows HTTP, and nothing comes from outside: scripts and styles are [Asset]s of the node's
/// own.
///
/// Front doors: [Pages], [dev.ballast.pages.frame.Frame] and
/// [dev.ballast.pages.chart.TimeChart].
@NullMarked
package dev.ballast.pages;

import org.jspecify.annotations.NullMarked;
