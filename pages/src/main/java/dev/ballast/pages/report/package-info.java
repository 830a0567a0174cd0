/// Reports as pages, Markdown and paper have them: the executive sheet and the weekly review.
@NullMarked
package dev.ballast.pages.report;

import org.jspecify.annotations.NullMarked;
