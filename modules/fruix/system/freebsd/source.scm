;;; Commentary:
;;; Where FreeBSD comes from: a source tree, or the distribution sets of a release.

(define-module (fruix system freebsd source)
  #:use-module (fruix types)
  #:export (freebsd-source freebsd-source? freebsd-source-name freebsd-source-kind
            freebsd-source-path freebsd-source-url freebsd-source-ref freebsd-source-commit
            freebsd-source-sha256
            distribution-set distribution-set? distribution-set-name distribution-set-path
            distribution-set-url distribution-set-sha256
            freebsd-distribution freebsd-distribution? freebsd-distribution-name
            freebsd-distribution-release freebsd-distribution-sets))

(define-record-type* <freebsd-source>
  freebsd-source make-freebsd-source freebsd-source?
  (name freebsd-source-name (default "default") (type item-name? "a name")
        (doc "Name of the source, part of its store item's name."))
  (kind freebsd-source-kind (default 'local-tree)
        (type (one-of 'local-tree 'git 'src-txz) "'local-tree, 'git or 'src-txz")
        (doc "Where the source is: a directory, a git repository or a src.txz archive."))
  (path freebsd-source-path (default #f) (type (optional string?) "a path or #f")
        (doc "Path of the directory or archive."))
  (url freebsd-source-url (default #f) (type (optional single-line?) "a URL or #f")
       (doc "URL of the repository or archive."))
  (ref freebsd-source-ref (default #f) (type (optional single-line?) "a branch or tag, or #f")
       (doc "Branch or tag of a git source."))
  (commit freebsd-source-commit (default #f) (type (optional single-line?) "a commit or #f")
          (doc "Commit of a git source; it wins over the ref."))
  (sha256 freebsd-source-sha256 (default #f) (type (optional sha256-hex?) "64 hex digits or #f")
          (doc "SHA-256 of the archive.")))

(define-record-type* <distribution-set>
  distribution-set make-distribution-set distribution-set?
  (name distribution-set-name (type item-name? "a name")
        (doc "Name of the set, as \"base\" or \"kernel\"."))
  (path distribution-set-path (default #f) (type (optional string?) "a path or #f")
        (doc "Path of the archive, relative to the file that says so."))
  (url distribution-set-url (default #f) (type (optional single-line?) "a URL or #f")
       (doc "http(s) URL of the archive, used when the path is #f or absent."))
  (sha256 distribution-set-sha256 
          (type sha256-hex? "64 hex digits" "`sha256 FILE' prints them, and the release's MANIFEST has them")
          (doc "SHA-256 of the archive, as the release's MANIFEST has it.")))

(define-record-type* <freebsd-distribution>
  freebsd-distribution make-freebsd-distribution freebsd-distribution?
  (name freebsd-distribution-name (default "freebsd") (type item-name? "a name")
        (doc "Name of the distribution, part of its items' names."))
  (release freebsd-distribution-release (type single-line? "a release")
           (doc "Release, as \"14.2-RELEASE\"."))
  (sets freebsd-distribution-sets (type (list-of distribution-set?) "a list of distribution-sets")
        (doc "The archives: base and kernel at least.")))
