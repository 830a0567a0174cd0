/// The one font of paper and pictures, as outlines: Liberation Sans, of PDFBox's own jar.
@NullMarked
package dev.ballast.pages.font;

import org.jspecify.annotations.NullMarked;
