;;; Commentary:
;;; Lowering: from packages, file-like objects and gexps to derivations and sources. CTX is the lowering
;;; context that the runtime hands to a declaration; it only describes, nothing is built here.

(define-module (fruix store)
  #:use-module (fruix context)
  #:use-module (fruix gexp)
  #:use-module (fruix packages package)
  #:use-module (fruix system freebsd source)
  #:use-module (fruix system freebsd source-lowering)
  #:use-module (fruix system freebsd base)
  #:export (derivation input-path lower lower-text lower-gexp object->path file-like?))

(define (derivation ctx name builder parameters inputs)
  ;; The derivation of item NAME by BUILDER with PARAMETERS, lists of strings, symbols, integers and
  ;; lists; INPUTS is every derivation and source that they name.
  (ask ctx derivation name builder parameters inputs))

(define (input-path input)
  ;; The logical store path of INPUT, as a string.
  (invoke (as java.lang.Object (invoke (as fruix.build.Input input) 'path)) 'toString))

(define (input? object)
  ;; True for what was lowered already: a derivation or source.
  (instance? object fruix.build.Input))

(define (lower object ctx location)
  ;; The derivation or source that OBJECT, a package or file-like object, stands for; LOCATION is where
  ;; to report one that stands for nothing.
  (cond ((input? object) object)
        ((freebsd-package? object) (lower-package object ctx location))
        ((plain-file? object)
         (derivation ctx (plain-file-name object) "write-files"
                     (list (text-entry "" "0444" (plain-file-content object)))
                     '()))
        ((local-file? object)
         (ask ctx source (local-file-name object) (local-file-path object)
                 (local-file-recursive? object) (local-file-select object)
                 (local-file-location object)))
        ((mixed-text-file? object)
         (call-with-values
             (lambda () (lower-text (mixed-text-file-parts object) ctx location))
           (lambda (text inputs)
             (derivation ctx (mixed-text-file-name object) "write-files"
                         (list (text-entry "" "0444" text)) inputs))))
        ((file-append? object) (lower (file-append-base object) ctx location))
        ((file-union? object) (lower-file-union object ctx location))
        ((directory-union? object)
         (let ((inputs (map (lambda (thing) (lower thing ctx location))
                            (directory-union-things object))))
           (derivation ctx (directory-union-name object) "union"
                       (list (cons 'input (map input-path inputs))
                             (list 'conflicts 'first-wins))
                       inputs)))
        ((computed-file? object)
         (call-with-values
             (lambda () (lower-gexp (computed-file-gexp object) ctx location))
           (lambda (datum inputs)
             (derivation ctx (computed-file-name object) "run-scheme"
                         (list (list 'program datum)) inputs))))
        ((program-file? object) (lower-program object ctx location))
        (else
         (raise-declaration-error
          (string-append "not a file-like object: " (value->words object))
          location
          "a file is made by plain-file, local-file, mixed-text-file, computed-file or a package"))))

(define (file-like? object)
  ;; True for what `lower' takes.
  (any (lambda (type?) (type? object))
       (list input? freebsd-package? plain-file? local-file? mixed-text-file? file-append? file-union?
             directory-union? computed-file? program-file?)))

(define (text-entry path mode text)
  (list 'file path mode 0 0 text))

(define (object->path object ctx location)
  ;; Two values: the path that OBJECT stands for in a text, and its input.
  (let ((input (lower object ctx location)))
    (values (string-append (input-path input) (suffix-of object)) input)))

(define (suffix-of object)
  (if (file-append? object)
      (string-append (suffix-of (file-append-base object)) (file-append-suffix object))
      ""))

(define (lower-text parts ctx location)
  ;; Two values: the text of PARTS, strings and file-like objects, and the inputs that it names.
  (let loop ((parts parts) (texts '()) (inputs '()))
    (cond ((null? parts)
           (values (apply string-append (reverse texts)) (reverse inputs)))
          ((string? (car parts))
           (loop (cdr parts) (cons (car parts) texts) inputs))
          (else
           (call-with-values
               (lambda () (object->path (car parts) ctx location))
             (lambda (path input)
               (loop (cdr parts) (cons path texts) (cons input inputs))))))))

(define (plain-datum? x)
  (or (string? x) (symbol? x) (number? x) (boolean? x) (null? x) (char? x) (keyword? x)
      (and (pair? x) (plain-datum? (car x)) (plain-datum? (cdr x)))))

(define (lower-gexp gexp ctx location)
  ;; Two values: GEXP as a datum with every hole filled, and the inputs that it names. `output' stands
  ;; for the symbol %output, which the builder binds.
  (let ((inputs '()))
    (define (fill value for-build?)
      (cond ((eq? value 'output) '%output)
            ((gexp? value) (gexp->datum value fill))
            ((plain-datum? value) value)
            ((list? value) (map (lambda (v) (fill v for-build?)) value))
            (else
             (call-with-values
                 (lambda () (object->path value ctx (or (gexp-location gexp) location)))
               (lambda (path input)
                 (set! inputs (cons input inputs))
                 path)))))
    (let ((datum (gexp->datum gexp fill)))
      (values datum (reverse inputs)))))

(define (lower-file-union object ctx location)
  (let ((entries (map (lambda (entry)
                        (call-with-values
                            (lambda () (object->path (cadr entry) ctx location))
                          (lambda (path input) (list (car entry) path input))))
                      (file-union-files object))))
    (derivation ctx (file-union-name object) "write-files"
                (cons (list 'directory "" "0555" 0 0)
                      (map (lambda (e) (list 'symlink (car e) (cadr e))) entries))
                (map caddr entries))))

(define (lower-program object ctx location)
  (call-with-values
      (lambda () (lower-gexp (program-file-gexp object) ctx location))
    (lambda (datum inputs)
      (call-with-values
          (lambda ()
            (let ((guile (program-file-interpreter object)))
              (if (string? guile)
                  (values guile #f)
                  (object->path (file-append guile "/bin/guile") ctx location))))
        (lambda (guile input)
          (derivation ctx (program-file-name object) "write-files"
                      (list (text-entry "" "0555"
                                        (string-append "#!" guile " --no-auto-compile\n!#\n"
                                                       (ask ctx text datum) "\n")))
                      (if input (cons input inputs) inputs)))))))

;;; Packages.

(define (lower-package package ctx location)
  (let ((origin (freebsd-package-origin package))
        (name (freebsd-package-name package))
        (location (or (record-location package) location)))
    (cond ((host-staged? origin)
           (ask ctx staged name
                   (host-staged-root origin)
                   (append (rules 'require (host-staged-required origin))
                           (rules 'include (host-staged-paths origin))
                           (rules 'exclude (host-staged-except origin)))
                   location))
          ((staged-prefix? origin)
           (ask ctx prefix name
                   (staged-prefix-prefix origin)
                   (staged-prefix-variable origin)
                   (rules 'include (staged-prefix-paths origin))
                   location))
          ((literal-files? origin)
           (derivation ctx name "write-files" (literal-files-entries origin) '()))
          ((package-part? origin)
           (let ((whole (lower (package-part-package origin) ctx location)))
             (derivation ctx name "slice"
                         (append (list (list 'from (input-path whole)))
                                 (rules 'include (package-part-include origin))
                                 (rules 'exclude (package-part-exclude origin)))
                         (list whole))))
          ((native-slice? origin) (lower-native-slice name origin ctx location))
          ((promoted-slice? origin) (lower-promoted-slice name origin ctx location))
          (else (lower-slice name origin ctx)))))

(define (lower-native-slice name slice ctx location)
  (let* ((base (native-slice-base slice))
         (build (lower-native-build (native-slice-part slice) base ctx
                                    (or (record-location base) location))))
    (derivation ctx name "slice"
                (append (list (list 'from (input-path build)))
                        (rules 'include (native-slice-include slice))
                        (rules 'require
                               (required-of-world (native-slice-required slice)
                                                  (freebsd-base-make-flags base) ctx
                                                  (or (record-location base) location)))
                        (rules 'exclude (native-slice-exclude slice)))
                (list build))))

(define %files-of-options
  ;; What a world has only if none of these options of src.conf(5) is off.
  '(("usr/bin/cc" "CLANG" "CLANG_IS_CC" "TOOLCHAIN")
    ("usr/bin/ld" "LLD" "LLD_IS_LD" "TOOLCHAIN")
    ("usr/include" "INCLUDES" "TOOLCHAIN")))

(define (option-off file flags ctx location)
  ;; The option of src.conf(5) without which FILE is in no world, if the make flags FLAGS switch one off; else #f.
  (let ((options (assoc file %files-of-options)))
    (and options
         (find (lambda (option) (ask ctx buildsWithout flags option location)) (cdr options)))))

(define (refuse-without-headers option location)
  (raise-declaration-error
   (string-append "the world of this base is built WITHOUT_" option ", so that it has no headers")
   location
   "leave that option out, or the development packages"))

(define (required-of-world required flags ctx location)
  ;; REQUIRED without the compiler and the linker that a world built with the make flags FLAGS has not: it may
  ;; have them from packages. Nothing stands in for headers: without them, an error at LOCATION.
  (filter (lambda (file)
            (let ((option (option-off file flags ctx location)))
              (cond ((not option) #t)
                    ((string=? file "usr/include") (refuse-without-headers option location))
                    (else #f))))
          required))

(define (lower-native-build part base ctx location)
  ;; The derivation that builds PART, 'kernel or 'world, of BASE from source.
  (let ((source (freebsd-base->source-derivation base ctx location)))
    (ask ctx nativeBuild part source (source-tree-path source)
         (list (freebsd-base-target base) (freebsd-base-target-arch base)
               (freebsd-base-kernconf base))
         (freebsd-base-make-flags base)
         location)))

(define (lower-promoted-slice name slice ctx location)
  (let* ((result (promoted-slice-result slice))
         (artifact (ask ctx promoted
                        (freebsd-native-result-path result)
                        (symbol->string (promoted-slice-artifact slice))
                        (or (record-field-location result 'path) (record-location result) location))))
    (derivation ctx name "slice"
                (append (list (list 'from (input-path artifact)))
                        (rules 'include (promoted-slice-include slice))
                        (rules 'require
                               (required-of-world (promoted-slice-required slice)
                                                  (ask ctx promotedFlags
                                                       (freebsd-native-result-path result))
                                                  ctx location))
                        (rules 'exclude (promoted-slice-exclude slice)))
                (list artifact))))

(define (rules kind patterns)
  (if (null? patterns) '() (list (cons kind patterns))))

(define (lower-slice name slice ctx)
  (let* ((distribution (distribution-slice-distribution slice))
         (sets (filter (lambda (set)
                         (member (distribution-set-name set) (distribution-slice-sets slice)))
                       (freebsd-distribution-sets distribution))))
    (when (null? sets)
      (raise-declaration-error
       (string-append "the distribution `" (freebsd-distribution-name distribution)
                      "' has no set " (string-join (distribution-slice-sets slice) ", ")
                      ", which the package " name " is cut from")
       (record-location distribution)
       "add the distribution-set"))
    (let ((tree (lower-sets distribution sets ctx)))
      (derivation ctx name "slice"
                  (append (list (list 'from (input-path tree)))
                          (rules 'include (distribution-slice-include slice))
                          (rules 'require (distribution-slice-required slice))
                          (rules 'exclude (distribution-slice-exclude slice)))
                  (list tree)))))

(define (lower-sets distribution sets ctx)
  ;; The item that holds the unpacked SETS of DISTRIBUTION.
  (let ((archives (map (lambda (set) (lower-set distribution set ctx)) sets)))
    (derivation ctx
                (string-append (freebsd-distribution-name distribution) "-"
                               (string-join (map distribution-set-name sets) "-") "-set")
                "unpack-archives"
                (map (lambda (archive) (list 'archive (input-path archive))) archives)
                archives)))

(define (lower-set distribution set ctx)
  (ask ctx fetch
          (string-append (freebsd-distribution-name distribution) "-" (distribution-set-name set)
                         ".txz")
          (distribution-set-path set)
          (distribution-set-url set)
          (distribution-set-sha256 set)
          (record-location set)))
