;;; Commentary:
;;; Which fields a freebsd-source must have, and must not, by its kind.

(define-module (fruix system freebsd source-check)
  #:use-module (fruix types)
  #:use-module (fruix system freebsd source)
  #:export (check-freebsd-source url-with-password?))

(define (report source field message hint)
  (report-declaration-error! message
                             (or (record-field-location source field) (record-location source))
                             hint))

(define (label source)
  (string-append "a freebsd-source of kind " (symbol->string (freebsd-source-kind source))))

(define (check-freebsd-source source)
  ;; Reports every breach by SOURCE of the rules of its kind.
  (check-url source)
  (case (freebsd-source-kind source)
    ((local-tree)
     (demand source 'path freebsd-source-path "say which directory the tree is in, as \"/usr/src\"")
     (refuse source '(url ref commit sha256)))
    ((git)
     (demand source 'url freebsd-source-url "say where the repository is, as \"https://git.FreeBSD.org/src.git\"")
     (refuse source '(path sha256))
     (check-repository source))
    ((src-txz)
     (unless (or (freebsd-source-path source) (freebsd-source-url source))
       (report source 'kind (string-append (label source) " needs a path or a url")
               "say where the archive is"))
     (demand source 'sha256 freebsd-source-sha256 "give the SHA-256 of the archive, as the release's MANIFEST has it")
     (refuse source '(ref commit)))))

(define (url-with-password? url)
  ;; Whether the string URL has a password, which everybody who sees the store could read.
  (let* ((parts (string-split url #\/))
         (host (if (and (> (length parts) 2) (string=? (cadr parts) "")) (caddr parts) ""))
         (at (string-index host #\@))
         (colon (string-index host #\:)))
    (and at colon (< colon at))))

(define (check-url source)
  (let ((url (freebsd-source-url source)))
    (when (and url (url-with-password? url))
      (report source 'url (string-append (label source) " has a url with a password, and store items are world-readable")
              "use a URL that needs none, or a local copy"))))

(define (demand source field accessor hint)
  (unless (accessor source)
    (report source 'kind
            (string-append (label source) " needs a " (symbol->string field))
            hint)))

(define %accessors
  (list (cons 'path freebsd-source-path)
        (cons 'url freebsd-source-url)
        (cons 'ref freebsd-source-ref)
        (cons 'commit freebsd-source-commit)
        (cons 'sha256 freebsd-source-sha256)))

(define %kinds-of-fields
  '((path . "local-tree or src-txz") (url . "git or src-txz") (ref . "git") (commit . "git")
    (sha256 . "src-txz")))

(define (refuse source fields)
  (for-each
   (lambda (field)
     (when ((cdr (assq field %accessors)) source)
       (report source field
               (string-append (label source) " has no " (symbol->string field))
               (string-append "leave it out, or give the kind "
                              (cdr (assq field %kinds-of-fields))))))
   fields))

(define (check-repository source)
  (let ((url (freebsd-source-url source))
        (ref (freebsd-source-ref source))
        (commit (freebsd-source-commit source)))
    (unless (or ref commit)
      (report source 'kind (string-append (label source) " needs a ref or a commit")
              "name a branch or a tag, as \"stable/15\"; a commit makes the system repeatable"))
    (when (and url (not (repository-url? url)))
      (report source 'url
              (string-append "not a URL of a git repository: " url)
              "https://, http://, git://, ssh:// and file:// are known, and an absolute path"))
    (when (and ref (not (ref-name? ref)))
      (report source 'ref (string-append "not the name of a branch or tag: " ref)
              "as \"stable/15\" or \"refs/tags/release/14.2.0\""))
    (when (and commit (not (commit-name? commit)))
      (report source 'commit (string-append "not a commit: " commit)
              "give all of its 40 hex digits"))))

(define (repository-url? url)
  (or (absolute-path? url)
      (any (lambda (scheme)
             (and (string-prefix? scheme url)
                  (> (string-length url) (string-length scheme))))
           '("https://" "http://" "git://" "ssh://" "file:///"))))

(define (ref-name? ref)
  ;; The rules of git-check-ref-format(1), and no pattern.
  (and (relative-path? ref)
       (not (string-prefix? "-" ref))
       (not (string-contains ref ".."))
       (not (string-contains ref "@{"))
       (every (lambda (c) (not (memv c '(#\space #\~ #\^ #\: #\? #\* #\[ #\\ #\tab))))
              (string->list ref))
       (every (lambda (part)
                (and (not (string-prefix? "." part)) (not (string-suffix? ".lock" part))))
              (string-split ref #\/))))

(define (commit-name? commit)
  (and (memv (string-length commit) '(40 64))
       (every (lambda (c) (or (and (char>=? c #\0) (char<=? c #\9))
                              (and (char-ci>=? c #\a) (char-ci<=? c #\f))))
              (string->list commit))))
