;;; Commentary:
;;; File-like objects: values that stand for a file of the store and are made when a system is built.
;;; Wherever a file is wanted, one of these or a package can be given; in texts and gexps they stand
;;; for their path.

(define-module (fruix gexp)
  #:use-module (fruix types)
  #:export (output
            plain-file plain-file? plain-file-name plain-file-content
            local-file local-file? local-file-path local-file-name local-file-recursive?
            local-file-select local-file-location
            mixed-text-file mixed-text-file? mixed-text-file-name mixed-text-file-parts
            file-append file-append? file-append-base file-append-suffix
            file-union file-union? file-union-name file-union-files
            directory-union directory-union? directory-union-name directory-union-things
            computed-file computed-file? computed-file-name computed-file-gexp
            program-file program-file? program-file-name program-file-gexp
            program-file-interpreter))

;; In a gexp, #$output is the path of what is being built.
(define output 'output)

(define-record-type <plain-file>
  (%plain-file name content)
  plain-file?
  (name plain-file-name)
  (content plain-file-content))

(define (check-item-name who name)
  (unless (item-name? name)
    (error (string-append who ": not a name for a store item:") name)))

(define (plain-file name content)
  ;; A file NAME that holds the string CONTENT, in UTF-8.
  (check-item-name "plain-file" name)
  (unless (string? content)
    (error "plain-file: the content must be a string:" content))
  (%plain-file name content))

(define-record-type <local-file>
  (%local-file path name recursive? select location)
  local-file?
  (path local-file-path)
  (name local-file-name)
  (recursive? local-file-recursive?)
  (select local-file-select)
  (location local-file-location))

(define (last-component path)
  (last (string-split path #\/)))

(define* (local-file/location location path #:optional (name #f)
                              #:key (recursive? #f) (select? #f))
  (unless (string? path)
    (raise-declaration-error "local-file: the path must be a string" location #f))
  (let ((name (or name (last-component path))))
    (unless (item-name? name)
      (raise-declaration-error
       (string-append "local-file: `" name "' is not a name for a store item") location
       "give a name of letters, digits and +-._?= after the path"))
    (%local-file path name recursive? select? location)))

;; (local-file PATH [NAME] [#:recursive? #f] [#:select? PROC]) is the file PATH, relative to the file
;; that says so. A directory needs #:recursive? #t; PROC takes a path below it and says whether it is
;; wanted.
(define-syntax local-file
  (syntax-rules ()
    ((_ argument ...) (local-file/location (source-location) argument ...))))

(define-record-type <mixed-text-file>
  (%mixed-text-file name parts)
  mixed-text-file?
  (name mixed-text-file-name)
  (parts mixed-text-file-parts))

(define (mixed-text-file name . parts)
  ;; A file NAME that holds PARTS, strings and file-like objects, one after the other; an object
  ;; stands for its path.
  (check-item-name "mixed-text-file" name)
  (%mixed-text-file name parts))

(define-record-type <file-append>
  (%file-append base suffix)
  file-append?
  (base file-append-base)
  (suffix file-append-suffix))

(define (file-append base . suffixes)
  ;; The path of the file-like BASE followed by the strings SUFFIXES.
  (unless (every string? suffixes)
    (error "file-append: what follows the object must be strings:" suffixes))
  (%file-append base (apply string-append suffixes)))

(define-record-type <file-union>
  (%file-union name files)
  file-union?
  (name file-union-name)
  (files file-union-files))

(define (file-union name files)
  ;; A directory NAME of links: FILES is a list of (FILE-NAME OBJECT).
  (check-item-name "file-union" name)
  (unless (and (list? files)
               (every (lambda (entry)
                        (and (list? entry) (= (length entry) 2) (relative-path? (car entry))))
                      files))
    (error "file-union: the files must be a list of (FILE-NAME OBJECT):" files))
  (%file-union name files))

(define-record-type <directory-union>
  (%directory-union name things)
  directory-union?
  (name directory-union-name)
  (things directory-union-things))

(define (directory-union name things)
  ;; A directory NAME that merges the directories THINGS; the first wins where two hold the same file.
  (check-item-name "directory-union" name)
  (unless (list? things)
    (error "directory-union: the directories must be a list:" things))
  (%directory-union name things))

(define-record-type <computed-file>
  (%computed-file name gexp)
  computed-file?
  (name computed-file-name)
  (gexp computed-file-gexp))

(define (computed-file name gexp)
  ;; What GEXP writes to the path #$output when it is run as a build.
  (check-item-name "computed-file" name)
  (unless (gexp? gexp)
    (raise-declaration-error
     (string-append "computed-file: a gexp is needed, not " (value->words gexp)) #f "as #~(begin …)"))
  (%computed-file name gexp))

(define-record-type <program-file>
  (%program-file name gexp interpreter)
  program-file?
  (name program-file-name)
  (gexp program-file-gexp)
  (interpreter program-file-interpreter))

(define* (program-file name gexp #:key (guile "/run/current-system/profile/bin/guile"))
  ;; An executable NAME that runs GEXP with GUILE, a path or a file-like object, on the built system.
  (check-item-name "program-file" name)
  (unless (gexp? gexp)
    (raise-declaration-error
     (string-append "program-file: a gexp is needed, not " (value->words gexp)) #f "as #~(begin …)"))
  (%program-file name gexp guile))
