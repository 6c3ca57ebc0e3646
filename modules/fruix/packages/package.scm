;;; Commentary:
;;; freebsd-package: a part of a system by name and origin. The origin says how its item is made.

(define-module (fruix packages package)
  #:use-module (fruix types)
  #:use-module (fruix system freebsd source)
  #:use-module (fruix system freebsd base)
  #:export (freebsd-package freebsd-package? freebsd-package-name freebsd-package-version
            freebsd-package-origin freebsd-package-synopsis
            host-staged host-staged? host-staged-paths host-staged-required host-staged-root
            host-staged-except
            distribution-slice distribution-slice? distribution-slice-distribution
            distribution-slice-sets distribution-slice-include distribution-slice-exclude
            distribution-slice-required
            native-slice native-slice? native-slice-base native-slice-part native-slice-include
            native-slice-exclude native-slice-required
            freebsd-native-result freebsd-native-result? freebsd-native-result-path
            promoted-slice promoted-slice? promoted-slice-result promoted-slice-artifact
            promoted-slice-include promoted-slice-exclude promoted-slice-required
            staged-prefix staged-prefix? staged-prefix-prefix staged-prefix-variable
            staged-prefix-paths
            literal-files literal-files? literal-files-entries
            package-part package-part? package-part-package package-part-include
            package-part-exclude package-source))

(define-record-type* <host-staged>
  host-staged make-host-staged host-staged?
  (root host-staged-root (default #f) (type (optional string?) "a path or #f")
        (doc "Root of the FreeBSD tree; #f for the one of --freebsd-root."))
  (paths host-staged-paths (default '()) (type (list-of string?) "a list of patterns")
         (doc "Patterns of what is copied when it is there."))
  (required host-staged-required (default '()) (type (list-of string?) "a list of patterns")
            (doc "Patterns of what must be there."))
  (except host-staged-except (default '()) (type (list-of string?) "a list of patterns")
          (doc "Patterns of what is left.")))

(define-record-type* <distribution-slice>
  distribution-slice make-distribution-slice distribution-slice?
  (distribution distribution-slice-distribution
                (type freebsd-distribution? "a freebsd-distribution"))
  (sets distribution-slice-sets (type (list-of string?) "a list of set names")
        (doc "Names of the sets it is cut from; those that the distribution lacks are passed over."))
  (include distribution-slice-include (default '()) (type (list-of string?) "a list of patterns"))
  (exclude distribution-slice-exclude (default '()) (type (list-of string?) "a list of patterns"))
  (required distribution-slice-required (default '())
            (type (list-of string?) "a list of patterns")))

(define-record-type* <native-slice>
  native-slice make-native-slice native-slice?
  (base native-slice-base (type freebsd-base? "a freebsd-base")
        (doc "The base that is built from source."))
  (part native-slice-part (type (one-of 'kernel 'world) "'kernel or 'world")
        (doc "Which of its two builds it is cut from."))
  (include native-slice-include (default '()) (type (list-of string?) "a list of patterns"))
  (exclude native-slice-exclude (default '()) (type (list-of string?) "a list of patterns"))
  (required native-slice-required (default '()) (type (list-of string?) "a list of patterns")))

(define (store-path? x)
  (and (single-line? x) (string-prefix? "/frx/store/" x)))

(define-record-type* <freebsd-native-result>
  freebsd-native-result make-freebsd-native-result freebsd-native-result?
  (path freebsd-native-result-path (type store-path? "a path of the store")
        (doc "Store path of the bundle that `fruix native-build promote' made.")))

(define-record-type* <promoted-slice>
  promoted-slice make-promoted-slice promoted-slice?
  (result promoted-slice-result (type freebsd-native-result? "a freebsd-native-result")
          (doc "The result that it is cut from."))
  (artifact promoted-slice-artifact
            (type (one-of 'world 'kernel 'headers 'bootloader)
                  "'world, 'kernel, 'headers or 'bootloader")
            (doc "Which artifact of the result."))
  (include promoted-slice-include (default '()) (type (list-of string?) "a list of patterns"))
  (exclude promoted-slice-exclude (default '()) (type (list-of string?) "a list of patterns"))
  (required promoted-slice-required (default '()) (type (list-of string?) "a list of patterns")))

(define-record-type* <staged-prefix>
  staged-prefix make-staged-prefix staged-prefix?
  (prefix staged-prefix-prefix (default #f) (type (optional absolute-path?) "a path or #f")
          (doc "Directory of the host that holds the installed software."))
  (variable staged-prefix-variable (type variable-name? "an environment variable")
            (doc "Environment variable that names the prefix when the record does not."))
  (paths staged-prefix-paths (default '()) (type (list-of string?) "a list of patterns")
         (doc "Patterns of what is copied; all when empty.")))

(define-record-type* <literal-files>
  literal-files make-literal-files literal-files?
  (entries literal-files-entries (type list? "a list of entries")
           (doc "Entries of the write-files builder.")))

(define-record-type* <package-part>
  package-part make-package-part package-part?
  (package package-part-package (doc "The package that it is a part of."))
  (include package-part-include (default '()) (type (list-of string?) "a list of patterns"))
  (exclude package-part-exclude (default '()) (type (list-of string?) "a list of patterns")))

(define (origin? x)
  (or (host-staged? x) (distribution-slice? x) (native-slice? x) (promoted-slice? x)
      (staged-prefix? x) (literal-files? x) (package-part? x)))

(define-record-type* <freebsd-package>
  freebsd-package make-freebsd-package freebsd-package?
  (name freebsd-package-name (type item-name? "a package name")
        (doc "Name of the package and of its item."))
  (version freebsd-package-version (default "") (type single-line? "a version")
           (doc "Version, for the reader."))
  (origin freebsd-package-origin (type origin? "an origin")
          (doc "How its item is made: host-staged, distribution-slice, native-slice,
promoted-slice, staged-prefix, literal-files or package-part."))
  (synopsis freebsd-package-synopsis (default "") (type single-line? "a line of text")
            (doc "What it is, in a line.")))

(define (package-source package)
  ;; PACKAGE, or what it is a part of.
  (let ((origin (freebsd-package-origin package)))
    (if (package-part? origin)
        (package-source (package-part-package origin))
        package)))
