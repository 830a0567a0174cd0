/// What guarded servers do at present, as it is reported.
@NullMarked
package dev.ballast.report.observe;

import org.jspecify.annotations.NullMarked;
