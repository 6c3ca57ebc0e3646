/**
 * Installs a closure on a disk: a raw file or a disk of this machine. {@link
 * fruix.deploy.install.InstallRecord} is what the installed machine keeps of it.
 */
@NullMarked
package fruix.deploy.install;

import org.jspecify.annotations.NullMarked;
