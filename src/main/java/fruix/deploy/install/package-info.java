/**
 * Installs a closure on a disk: a raw file or a disk of this machine. {@link
 * fruix.deploy.install.TargetFinder} finds the target, {@link fruix.deploy.install.Obstacles} says
 * what speaks against it, {@link fruix.deploy.install.Installation} plans and writes, and {@link
 * fruix.deploy.install.InstallRecord} is what the installed machine keeps of it. What differs from
 * system to system is behind {@link fruix.deploy.install.Disks}.
 */
@NullMarked
package fruix.deploy.install;

import org.jspecify.annotations.NullMarked;
