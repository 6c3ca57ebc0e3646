;;; Commentary:
;;; From where a declaration says FreeBSD's source is to the derivation of its item, which holds the
;;; tree in `tree/', and what closures say of the sources that they were built from.

(define-module (fruix system freebsd source-lowering)
  #:use-module (fruix context)
  #:use-module (fruix system freebsd model)
  #:use-module (fruix system freebsd base)
  #:use-module (fruix system freebsd source)
  #:use-module (fruix system freebsd source-check)
  #:export (freebsd-source->derivation freebsd-base->source-derivation operating-system->source
            check-operating-system-source
            source-tree-path materialized-sources source-materializations))

;; (sources CTX METHOD ARGUMENT ...) calls METHOD of what lowers sources.
(define-syntax sources
  (syntax-rules ()
    ((_ ctx method argument ...)
     (invoke (as fruix.scheme.SourceLowering (ask ctx sources)) 'method argument ...))))

(define (freebsd-source->derivation source ctx location)
  ;; The derivation of the item of SOURCE, a freebsd-source; its tree is at `source-tree-path'. LOCATION
  ;; is where to report what has no place of its own. A local tree is looked at, and a repository asked
  ;; what a branch stands for; nothing is fetched.
  (check-freebsd-source source)
  (ask ctx stopOnErrors)
  (let ((name (freebsd-source-name source)))
    (define (place field)
      (or (record-field-location source field) location))
    (case (freebsd-source-kind source)
      ((local-tree) (sources ctx tree name (freebsd-source-path source) (place 'path)))
      ((git)
       (sources ctx repository name
                (freebsd-source-url source)
                (freebsd-source-ref source)
                (let ((commit (freebsd-source-commit source)))
                  (and commit (string-downcase commit)))
                (place 'url)
                (place 'ref)))
      (else
       (sources ctx archive name
                (ask ctx fetch
                     (string-append name "-src.txz")
                     (freebsd-source-path source)
                     (freebsd-source-url source)
                     (freebsd-source-sha256 source)
                     (place 'path))
                (string-downcase (freebsd-source-sha256 source)))))))

(define (freebsd-base->source-derivation base ctx location)
  ;; The derivation of the source that BASE is built from. What BASE needs and the source lacks is an
  ;; error, as far as the source is known before it is fetched.
  (let ((source (freebsd-base-source base)))
    (unless (freebsd-source? source)
      (raise-declaration-error
       (string-append "the freebsd-base `" (freebsd-base-name base) "' has no freebsd-source to build from")
       (or (record-field-location base 'source) (record-location base) location)
       "give (freebsd-source …) in its field `source'"))
    (let ((derivation (freebsd-source->derivation source ctx location)))
      (check-base-source base derivation ctx location)
      derivation)))

(define (check-base-source base derivation ctx location)
  (sources ctx demand derivation
           (freebsd-base-target base)
           (freebsd-base-kernconf base)
           (freebsd-base-make-flags base)
           (or (record-field-location base 'kernconf) (record-location base) location)))

(define (operating-system->source os ctx)
  ;; The derivation of the source that the base of OS is built from.
  (let ((base (operating-system-freebsd-base os))
        (location (or (record-field-location os 'freebsd-base) (record-location os))))
    (unless (freebsd-base? base)
      (raise-declaration-error "the operating-system has no freebsd-base" location
                               "give (freebsd-base (name …) (version-label …)) in its field `freebsd-base'"))
    (freebsd-base->source-derivation base ctx location)))

(define (check-operating-system-source os derivation ctx)
  ;; Refuses the source of DERIVATION when it is in the store and lacks what the base of OS needs.
  (check-base-source (operating-system-freebsd-base os) derivation ctx (record-location os)))

(define (source-tree-path derivation)
  ;; The logical path of the source tree in the item of DERIVATION, a source's.
  (string-append (item-path derivation) "/tree"))

(define (item-path derivation)
  (invoke (as java.lang.Object (invoke (as fruix.build.Input derivation) 'path)) 'toString))

;;; What closures say.

(define (materialized-sources ctx inputs)
  ;; The derivations of the sources that INPUTS, derivations, are built from, sorted by path.
  (map car (sources ctx sourcesOf inputs)))

(define (source-materializations ctx inputs)
  ;; metadata/freebsd-source-materializations.scm of a closure made from INPUTS.
  `(fruix-freebsd-source-materializations
    (format-version 1)
    ,@(map (lambda (entry)
             `(source (store ,(item-path (car entry)))
                      (tree ,(source-tree-path (car entry)))
                      (info ,(string-append (item-path (car entry)) "/.freebsd-source-info.scm"))
                      ,@(cadr entry)))
           (sources ctx sourcesOf inputs))))
