/// Files of migrations: found, read as text, ordered as people number them.
@NullMarked
package dev.ballast.migrations.file;

import org.jspecify.annotations.NullMarked;
