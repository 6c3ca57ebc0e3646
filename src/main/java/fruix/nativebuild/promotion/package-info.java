/**
 * From what a build left behind to store items. {@link fruix.nativebuild.promotion.Promoter} is the
 * way; {@link fruix.nativebuild.promotion.Promotion} is what {@code promotion.scm} says, {@link
 * fruix.nativebuild.promotion.ResultRoot} the directory about it, {@link
 * fruix.nativebuild.promotion.PromotedResult} what the store holds afterwards. Format:
 * docs/native-builds.md. Invariants: a result root is somebody else's, so that nothing in it is
 * believed before it was checked and no link in it is followed; all faults are found before
 * anything is registered.
 */
@NullMarked
package fruix.nativebuild.promotion;

import org.jspecify.annotations.NullMarked;
