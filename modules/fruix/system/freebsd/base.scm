;;; Commentary:
;;; freebsd-base: which FreeBSD a system is made of, and what it is called.

(define-module (fruix system freebsd base)
  #:use-module (fruix types)
  #:use-module (fruix system freebsd source)
  #:export (freebsd-base freebsd-base? freebsd-base-name freebsd-base-version-label
            freebsd-base-release freebsd-base-branch freebsd-base-source freebsd-base-source-root
            freebsd-base-target freebsd-base-target-arch freebsd-base-kernconf
            freebsd-base-make-flags))

(define (base-source? x)
  (or (not x) (freebsd-source? x) (freebsd-distribution? x)))

(define-record-type* <freebsd-base>
  freebsd-base make-freebsd-base freebsd-base?
  (name freebsd-base-name (type item-name? "a name")
        (doc "Name of the base."))
  (version-label freebsd-base-version-label (type single-line? "a line of text")
                 (doc "Version as the operator calls it; part of the closure's identity."))
  (release freebsd-base-release (default "unknown") (type single-line? "a release")
           (doc "Release, as \"15.0-STABLE\"."))
  (branch freebsd-base-branch (default "unknown") (type single-line? "a branch")
          (doc "Branch, as \"stable/15\"."))
  (source freebsd-base-source (default #f)
          (type base-source? "a freebsd-source, a freebsd-distribution or #f")
          (doc "Where it comes from; #f for a base staged from the host."))
  (source-root freebsd-base-source-root (default "/usr/src")
               (type absolute-path? "an absolute path")
               (doc "Where FreeBSD's source tree lies on the machine."))
  (target freebsd-base-target (default "amd64") (type item-name? "a TARGET")
          (doc "TARGET of FreeBSD's makefiles."))
  (target-arch freebsd-base-target-arch (default "amd64") (type item-name? "a TARGET_ARCH")
               (doc "TARGET_ARCH of FreeBSD's makefiles."))
  (kernconf freebsd-base-kernconf (default "GENERIC") (type item-name? "a kernel configuration")
            (doc "Name of the kernel configuration."))
  (make-flags freebsd-base-make-flags (default '()) (type (list-of single-line?) "a list of strings")
              (doc "Further arguments of make, as \"WITHOUT_TESTS=yes\".")))
