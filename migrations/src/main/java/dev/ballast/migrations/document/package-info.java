/// Structured files of migrations (XML, YAML, JSON) as one tree of elements, whatever their syntax.
@NullMarked
package dev.ballast.migrations.document;

import org.jspecify.annotations.NullMarked;
