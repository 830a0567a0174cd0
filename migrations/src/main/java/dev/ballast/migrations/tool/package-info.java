/// How each tool keeps migrations: names, versions, sections, transactions.
@NullMarked
package dev.ballast.migrations.tool;

import org.jspecify.annotations.NullMarked;
