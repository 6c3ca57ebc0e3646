;;; Commentary:
;;; What a closure says of itself under metadata/: where its base comes from, what it is made of, how it
;;; was declared. Each text is one S-expression that begins with its format and version.

(define-module (fruix system freebsd provenance)
  #:use-module (fruix context)
  #:use-module (fruix packages package)
  #:use-module (fruix packages freebsd)
  #:use-module (fruix services)
  #:use-module (fruix store)
  #:use-module (fruix system freebsd model)
  #:use-module (fruix system freebsd base)
  #:use-module (fruix system freebsd source)
  #:export (package-kind stores-of host-keys host-provenance store-layout base-metadata source-metadata
            services-metadata))

(define (package-kind package)
  ;; Where PACKAGE comes from: host-base, distribution, native-base, runtime or literal.
  (let ((origin (freebsd-package-origin (package-source package))))
    (cond ((host-staged? origin) 'host-base)
          ((distribution-slice? origin) 'distribution)
          ((or (native-slice? origin) (promoted-slice? origin)) 'native-base)
          ((staged-prefix? origin) 'runtime)
          (else 'literal))))

(define (stores-of kind lowered)
  ;; Store paths of LOWERED, a list of (PACKAGE . INPUT), whose package is of KIND.
  (delete-duplicates
   (filter-map (lambda (entry)
                 (and (eq? (package-kind (car entry)) kind) (input-path (cdr entry))))
               lowered)))

(define (host-provenance ctx lowered)
  ;; metadata/host-base-provenance.scm: facts of the FreeBSD roots that host-staged packages were copied
  ;; from; none when there are no such packages.
  `(fruix-host-base-provenance
    (format-version 1)
    (host-base-stores ,@(stores-of 'host-base lowered))
    ,@(map (lambda (root) (cons 'root (ask ctx hostFacts (car root)))) (host-roots lowered))))

(define (host-roots lowered)
  ;; The FreeBSD roots that packages of LOWERED are copied from, each in a list; (#f) for the command line's.
  (delete-duplicates
   (filter-map (lambda (entry)
                 (and (eq? (package-kind (car entry)) 'host-base)
                      (list (host-staged-root
                            (freebsd-package-origin (package-source (car entry)))))))
               lowered)))

(define (host-keys ctx lowered)
  ;; Result keys, as an alist, for the facts of the first root that host-staged packages come from.
  (let ((roots (host-roots lowered)))
    (if (null? roots)
        '()
        (map (lambda (fact)
               (let ((name (symbol->string (car fact))))
                 (cons (string-map (lambda (c) (if (char=? c #\-) #\_ c))
                                   (if (string-prefix? "usr-" name)
                                       name
                                       (string-append "host-" name)))
                       (cadr fact))))
             (ask ctx hostFacts (car (car roots)))))))

(define (store-layout os lowered sources)
  ;; metadata/store-layout.scm of OS; SOURCES are paths of the sources that it has with it.
  `(fruix-store-layout
    (format-version 1)
    (init-mode ,(operating-system-init-mode os))
    (host-base-stores ,@(stores-of 'host-base lowered))
    (distribution-base-stores ,@(stores-of 'distribution lowered))
    (native-base-stores ,@(stores-of 'native-base lowered))
    (materialized-source-stores ,@sources)
    (fruix-runtime-stores ,@(stores-of 'runtime lowered))
    (literal-stores ,@(stores-of 'literal lowered))
    (host-base-replacement-order ,@%freebsd-host-staged-replacement-order)))

(define (base-metadata base)
  `(fruix-freebsd-base
    (format-version 1)
    (name ,(freebsd-base-name base))
    (version-label ,(freebsd-base-version-label base))
    (release ,(freebsd-base-release base))
    (branch ,(freebsd-base-branch base))
    (source-root ,(freebsd-base-source-root base))
    (target ,(freebsd-base-target base))
    (target-arch ,(freebsd-base-target-arch base))
    (kernconf ,(freebsd-base-kernconf base))
    (make-flags ,@(freebsd-base-make-flags base))))

(define (field name value)
  (if value (list (list name value)) '()))

(define (source-metadata source)
  (cond ((freebsd-source? source)
         `(fruix-freebsd-source
           (format-version 1)
           (name ,(freebsd-source-name source))
           (kind ,(freebsd-source-kind source))
           ,@(field 'path (freebsd-source-path source))
           ,@(field 'url (freebsd-source-url source))
           ,@(field 'ref (freebsd-source-ref source))
           ,@(field 'commit (freebsd-source-commit source))
           ,@(field 'sha256 (freebsd-source-sha256 source))))
        ((freebsd-distribution? source)
         `(fruix-freebsd-source
           (format-version 1)
           (name ,(freebsd-distribution-name source))
           (kind distribution)
           (release ,(freebsd-distribution-release source))
           (sets ,@(map (lambda (set)
                          `(set (name ,(distribution-set-name set))
                                (sha256 ,(distribution-set-sha256 set))))
                        (freebsd-distribution-sets source)))))
        (else '(fruix-freebsd-source (format-version 1) (kind none)))))

(define (services-metadata folded)
  `(fruix-services
    (format-version 1)
    ,@(map (lambda (entry)
             `(service (name ,(service-type-name (car entry)))
                       (description ,(service-type-description (car entry)))))
           folded)))
