(define-module (site names)
  #:export (full-name %names))
(define %names '("alice" "bob" "carol"))
(define (full-name name) (string-append name "." name))
